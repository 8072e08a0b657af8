import type { Article } from './article.ts';
import type { CleanDocument, Removal } from './documents.ts';

/** What became of one block; of a rejected document, `body` is what would have been its body. */
export type Fate =
  | { kind: 'body' }
  | { kind: 'field'; field: string }
  | { kind: 'removed'; rule: string; reason: string };

/** One block of a document: its text as it was kept (or removed), what became of it, and the parts cut from it. */
export type ExplainedBlock = { n: number; text: string; fate: Fate; cuts: Removal[] };

/** Every block of an article's document in order: kept as body, read into a field, or removed by which rule and why. */
export function explain(article: Article): ExplainedBlock[] {
  const blocks = new Map<number, ExplainedBlock>();
  const add = (n: number, text: string, fate: Fate) => {
    if (!blocks.has(n)) blocks.set(n, { n, text, fate, cuts: [] });
  };
  for (const { whole, block, text, rule, reason } of article.removals)
    if (whole) add(block, text, { kind: 'removed', rule, reason });
  const paragraphs = article.body.split('\n\n');
  for (const [at, n] of article.bodyBlocks.entries()) add(n, paragraphs[at] ?? '', { kind: 'body' });
  // The captions come first: only they are cut, so what another field saw of the same block still holds the label.
  const { captions, ...others } = article.evidence;
  for (const [field, evidence] of Object.entries({ captions, ...others })) {
    for (const { block, value, text } of evidence?.candidates ?? [])
      if (block !== undefined) add(block, text ?? value, { kind: 'field', field });
  }
  for (const removal of article.removals) if (!removal.whole) blocks.get(removal.block)?.cuts.push(removal);
  return [...blocks.values()].sort((a, b) => a.n - b.n);
}

/** Every block of a clean document from which no article came: kept, or removed by which rule and why. */
export function explainBlocks({ blocks, removals }: CleanDocument): ExplainedBlock[] {
  const byBlock = Map.groupBy(removals, ({ block }) => block);
  return blocks.map(({ n, text }) => {
    const own = byBlock.get(n) ?? [];
    const whole = own.find((removal) => removal.whole);
    const cuts = own.filter((removal) => !removal.whole);
    if (!whole) return { n, text, fate: { kind: 'body' }, cuts };
    return { n, text: whole.text, fate: { kind: 'removed', rule: whole.rule, reason: whole.reason }, cuts };
  });
}
