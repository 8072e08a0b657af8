import type { Article } from '../../pipeline/article.ts';
import type { Removal } from '../../pipeline/documents.ts';
import { type ExplainedBlock, explain } from '../../pipeline/explain.ts';
import { type Html, html } from './html.ts';
import { languageOf } from './language.ts';

/**
 * The document in its own order: the body as it reads, what became a field, and what was taken out in the place where
 * it stood, with the rule and the reason. A box hides all but the body, without a script.
 */
export function blocks(article: Article): Html {
  const explained = explain(article);
  const n = article.removals.length;
  return html`<section class="text" aria-labelledby="text">
<h2 id="text">Text</h2>
<p class="hide"><input type="checkbox" id="body-only"><label for="body-only">Body only</label>
<span class="note">${n} removal${n === 1 ? '' : 's'}</span></p>
<div class="blocks" dir="auto"${languageOf(article.language)}>${explained.map(block)}${placeless(article.removals, explained).map(removed)}</div>
</section>`;
}

function block({ text, fate, cuts }: ExplainedBlock): Html {
  if (fate.kind === 'removed') return html`${removed({ text, ...fate, whole: true })}${cuts.map(removed)}`;
  if (fate.kind === 'body') return html`<p>${text}</p>${cuts.map(removed)}`;
  const name = html`<span class="tag" lang="en" dir="ltr">${fate.field}</span>`;
  return html`<p class="became">${name} ${text}</p>${cuts.map(removed)}`;
}

/** Removals whose block is not among those explained come last, so that none goes unseen. */
export function placeless(removals: Removal[], explained: ExplainedBlock[]): Removal[] {
  const places = new Map(explained.map((one) => [one.n, one]));
  return removals.filter((removal) => {
    const place = places.get(removal.block);
    if (place === undefined) return true;
    return removal.whole ? place.fate.kind !== 'removed' || place.text !== removal.text : !place.cuts.includes(removal);
  });
}

function removed({ text, rule, reason, whole }: Pick<Removal, 'text' | 'rule' | 'reason' | 'whole'>): Html {
  return html`<div class="removed"><del>${text}</del>
<p class="why" lang="en" dir="ltr">${whole ? 'removed' : 'cut'} by <code>${rule}</code>: ${reason}</p></div>`;
}
