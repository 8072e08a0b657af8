import { type Article, articleSchema } from '../article.ts';

/** A field that differs, as it was and as it is. */
export type FieldDifference = { field: string; before: unknown; after: unknown };

/** A removal that one of two articles has and the other has not. */
export type RemovalDifference = { rule: string; text: string };

/**
 * What two articles of one document differ in. `paragraphs` are those of the body that came and went; `reordered` says that the
 * same ones stand in another order.
 */
export type ArticleDifference = {
  fields: FieldDifference[];
  paragraphs: { added: string[]; removed: string[] };
  reordered: boolean;
  removals: { added: RemovalDifference[]; gone: RemovalDifference[] };
};

/** What names the run, is derived from the body, or is told by paragraphs and removals. */
const apart = new Set(['id', 'run', 'address', 'fetchedAt', 'body', 'bodyBlocks', 'wordCount', 'removals', 'evidence']);
const fields = Object.keys(articleSchema.shape).filter((field) => !apart.has(field)) as (keyof Article)[];

/** Compares two articles of one document; null when a reader could not tell them apart. */
export function articleDifference(before: Article, after: Article): ArticleDifference | null {
  const differing = fields
    .filter((field) => comparable(before, field) !== comparable(after, field))
    .map((field) => ({ field, before: before[field], after: after[field] }));
  const paragraphs = difference(before.body.split('\n\n'), after.body.split('\n\n'), (text) => text);
  const removals = difference(before.removals.map(short), after.removals.map(short), JSON.stringify);
  const reordered = paragraphs.added.length + paragraphs.gone.length === 0 && before.body !== after.body;
  const all = [differing, paragraphs.added, paragraphs.gone, removals.added, removals.gone];
  if (!reordered && all.every((list) => list.length === 0)) return null;
  return {
    fields: differing,
    paragraphs: { added: paragraphs.added, removed: paragraphs.gone },
    reordered,
    removals,
  };
}

/** A note's detail says how it was fetched, which differs from an archive's; its code is what it means. */
const comparable = (article: Article, field: keyof Article): string =>
  JSON.stringify(field === 'notes' ? article.notes.map(({ code }) => code) : article[field]);

const short = ({ rule, text }: RemovalDifference): RemovalDifference => ({ rule, text });

/** What only one of two lists has; what stands in both, as often, is in neither answer. */
function difference<T>(before: T[], after: T[], keyOf: (one: T) => string): { added: T[]; gone: T[] } {
  const balance = new Map<string, number>();
  for (const one of before) balance.set(keyOf(one), (balance.get(keyOf(one)) ?? 0) + 1);
  const added = after.filter((one) => {
    const left = balance.get(keyOf(one)) ?? 0;
    balance.set(keyOf(one), left - 1);
    return left <= 0;
  });
  const gone = before.filter((one) => {
    const left = balance.get(keyOf(one)) ?? 0;
    balance.set(keyOf(one), left - 1);
    return left > 0;
  });
  return { added, gone };
}
