import type { ArticleVersion } from '../../store/article-store.ts';
import { type Html, html } from './html.ts';
import { moment } from './time.ts';

/** The versions of an article, newest first, with what parts each from the one before; nothing for a single one. */
export function versionList(id: string, versions: readonly ArticleVersion[]): Html | false {
  if (versions.length < 2) return false;
  return html`<section aria-labelledby="versions">
<h2 id="versions">Versions</h2>
<ol class="way">${versions.map((version) => versionItem(id, version))}</ol>
</section>`;
}

function versionItem(id: string, { version, fetchedAt, change }: ArticleVersion): Html {
  const link = html`<a href="/api/documents/${id}/versions/${version}">version ${version}</a>`;
  if (change === null) return html`<li><span class="step">${link}</span> ${moment(fetchedAt)}</li>`;
  const fields = change.fields.map(({ field }) => html`<li>${field}</li>`);
  const paragraphs = change.paragraphs.map((edit) =>
    edit.edit === 'added'
      ? html`<li><ins dir="auto">${edit.text}</ins></li>`
      : html`<li><del dir="auto">${edit.edit === 'removed' ? edit.text : edit.from}</del>${edit.edit === 'rewritten' && html`<br><ins dir="auto">${edit.text}</ins>`}</li>`,
  );
  return html`<li><span class="step">${link}</span> ${moment(fetchedAt)} <span class="tag">${change.kind}</span>
<details><summary>What changed</summary><ul>${fields}${paragraphs}</ul></details></li>`;
}
