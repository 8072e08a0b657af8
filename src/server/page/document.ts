import type { Article } from '../../pipeline/article.ts';
import { shownTitle } from '../../pipeline/shown-title.ts';
import type { ArticleVersion } from '../../store/article-store.ts';
import type { LedgerRow } from '../../store/ledger.ts';
import { blocks } from './blocks.ts';
import { fields } from './fields.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './language.ts';
import { addressLink } from './link.ts';
import { versionList } from './versions.ts';
import { stateName, way } from './way.ts';

/** One document: what became of it, its way through the line, and the article with everything that was decided. */
export function documentPage(row: LedgerRow, article: Article | null, versions: readonly ArticleVersion[]): Html {
  const { id, address, state, stage, reason, source } = row;
  const heading = article === null ? address : shownTitle(article);
  const older =
    article !== null && article.id === row.id && article.run !== row.run && row.reason?.code !== 'unchanged';
  return html`<article class="document">
<h1 dir="auto"${languageOf(article?.language ?? null)}>${heading}</h1>
<p class="facts"><span class="state ${state}">${stateName(state)}</span>${article && html`<span>${article.wordCount} words</span>`}
<span>from ${source}</span><span>id <code>${id}</code></span></p>
<p>${addressLink(article?.url ?? address)}</p>
${
  reason !== null &&
  html`<div class="reason ${state}" role="note"><strong>${stateName(state)}${state === 'quarantined' && ` at ${stage}`}: ${reason.code}</strong><p>${reason.detail}</p>
${state === 'quarantined' && html`<p class="note"><a href="/quarantine/${id}">The case</a>: where it failed, the page, and the button to run it again.</p>`}</div>`
}
${older && html`<p class="reason">The article below is of run ${article.run}; the document is in run ${row.run}.</p>`}
${article !== null && article.id !== row.id && html`<p class="reason">The article below is that of <a href="/documents/${article.id}">${article.id}</a>.</p>`}
${article !== null && articleParts(article)}
${article !== null && versionList(article.id, versions)}
${way(row)}
</article>`;
}

function articleParts(article: Article): Html {
  return html`${
    article.notes.length > 0 &&
    html`<ul class="notes" role="note">${article.notes.map(
      ({ code, detail }) => html`<li><code>${code}</code> ${detail}</li>`,
    )}</ul>`
  }
${blocks(article)}
${fields(article)}`;
}
