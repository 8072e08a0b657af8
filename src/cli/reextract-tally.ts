import type { Reextracted } from '../archive/reextract.ts';

/** What came of a re-extraction: documents by outcome; of the changed ones, how often each field, and what came and went. */
export type ReextractSummary = {
  documents: number;
  outcomes: Partial<Record<Reextracted['outcome'], number>>;
  fields: Record<string, number>;
  bodies: { changed: number; paragraphsAdded: number; paragraphsRemoved: number };
  removals: Record<string, { added: number; gone: number }>;
  published: number;
};

export const emptySummary = (): ReextractSummary => ({
  documents: 0,
  outcomes: {},
  fields: {},
  bodies: { changed: 0, paragraphsAdded: 0, paragraphsRemoved: 0 },
  removals: {},
  published: 0,
});

/** Counts one document in. */
export function countIn(summary: ReextractSummary, one: Reextracted): void {
  summary.documents += 1;
  summary.outcomes[one.outcome] = (summary.outcomes[one.outcome] ?? 0) + 1;
  if (one.outcome !== 'changed') return;
  const { fields, paragraphs, reordered, removals } = one.difference;
  for (const { field } of fields) summary.fields[field] = (summary.fields[field] ?? 0) + 1;
  if (paragraphs.added.length + paragraphs.removed.length > 0 || reordered) summary.bodies.changed += 1;
  summary.bodies.paragraphsAdded += paragraphs.added.length;
  summary.bodies.paragraphsRemoved += paragraphs.removed.length;
  for (const side of ['added', 'gone'] as const) {
    for (const { rule } of removals[side]) {
      summary.removals[rule] ??= { added: 0, gone: 0 };
      summary.removals[rule][side] += 1;
    }
  }
}
