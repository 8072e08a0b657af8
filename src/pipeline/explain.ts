import type { Article } from './article.ts';
import type { Removal } from './documents.ts';

/** What became of one block. */
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
  for (const [field, { candidates }] of Object.entries(article.evidence)) {
    for (const { block, value, text } of candidates)
      if (block !== undefined) add(block, text ?? value, { kind: 'field', field });
  }
  for (const removal of article.removals) if (!removal.whole) blocks.get(removal.block)?.cuts.push(removal);
  return [...blocks.values()].sort((a, b) => a.n - b.n);
}
