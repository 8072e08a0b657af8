import type { Line } from '../reading/line.ts';
import type { Page } from './page.ts';
import type { PhraseIndex, PhraseMatch } from './phrase-index.ts';

/** The first and the last share of a document's prose: a head rule acts in the first, a tail rule in the last. */
const HEAD = 0.35;
const TAIL = 0.55;
/** A phrase cuts off the rest of a document whatever it is, when no more than this share of its prose stands there. */
const SURE_REST = 0.18;

/**
 * Runs the rules that are data over a page: each kept block is looked up once, and taken by the first rule that its
 * words and its position fit. A rule with `restOfDocument` then takes all that follows.
 */
export function applyPhrases(page: Page, index: PhraseIndex): void {
  const kept = page.kept();
  const headline = page.headline();
  const total = kept.reduce((sum, line) => sum + (line.prose ? line.words : 0), 0);
  let passed = 0;
  for (const [at, line] of kept.entries()) {
    const share = total === 0 ? null : passed / total;
    if (line.prose) passed += line.words;
    if (line === headline) continue;
    const match = index.match(line).find(({ rule }) => stands(rule.where, share));
    if (!match) continue;
    take(page, line.n, match);
    if (
      !match.rule.restOfDocument ||
      passed === 0 ||
      !maySpare(kept.slice(at + 1), 1 - passed / total, match.rule.mostRest)
    )
      continue;
    for (const rest of kept.slice(at + 1)) page.remove(rest, match.rule, `under "${line.text}": ${match.rule.why}`);
    return;
  }
}

/** Whether the rest of a document, which holds this share of its prose, looks like no story: little, or mostly lines that are no sentences. */
function maySpare(rest: readonly Line[], share: number, most: number): boolean {
  if (share <= SURE_REST) return true;
  return share <= most && rest.filter((line) => !line.prose).length > rest.length * 0.6;
}

/** @param share of the prose that stands before the block; null when the document has none */
function stands(where: 'head' | 'tail' | 'anywhere', share: number | null): boolean {
  if (where === 'anywhere' || share === null) return true;
  return where === 'head' ? share <= HEAD : share >= TAIL;
}

function take(page: Page, n: number, { rule, declares }: PhraseMatch): void {
  const line = page.lines[n];
  if (!line) return;
  for (const [field, value] of Object.entries(declares)) page.declare(field, value, rule, line);
  page.remove(line, rule, rule.why);
}
