import { z } from 'zod';
import type { ArticleSigns, Ending } from './ledger.ts';

const count = z.int().min(0);

/**
 * What came of one site or feed on one day (UTC), by the time of the endings. `ended` are the runs that had something to work on;
 * `settled` those that found all done already. Of `articles`, `untitled`, `undated` and `unsigned` lack a title, a date, a byline.
 * `lengths`: how many had a body of a length, by `lengthClass`. `examples`: a few documents for each of these, by its name.
 */
export const dayTallySchema = z.object({
  ended: count,
  settled: count,
  articles: count,
  quarantined: count,
  rejected: z.record(z.string(), count),
  untitled: count,
  undated: count,
  unsigned: count,
  lengths: z.record(z.string(), count),
  shortest: z.array(z.object({ id: z.string(), words: count })),
  examples: z.record(z.string(), z.array(z.string())),
});
export type DayTally = z.infer<typeof dayTallySchema>;

/** So many examples are kept of a kind, the newest. */
const fewest = 3;

/** A day on which nothing came. */
export const emptyTally = (): DayTally => ({
  ended: 0,
  settled: 0,
  articles: 0,
  quarantined: 0,
  rejected: {},
  untitled: 0,
  undated: 0,
  unsigned: 0,
  lengths: {},
  shortest: [],
  examples: {},
});

/** The class of a length in words: two classes to a doubling, 0 of an empty body. */
export const lengthClass = (words: number): number => Math.floor(2 * Math.log2(words + 1));

/** The words at which a class begins. */
export const wordsOf = (lengthClass: number): number => Math.ceil(2 ** (lengthClass / 2) - 1);

/** Counts the ending of a document's run; the tally is changed. */
export function addEnding(tally: DayTally, id: string, ending: Ending): void {
  if (ending.state === 'indexed') {
    if (ending.signs === undefined) tally.settled += 1;
    else addArticle(tally, id, ending.signs);
    return;
  }
  tally.ended += 1;
  if (ending.state === 'rejected') {
    const { code } = ending.reason;
    tally.rejected[code] = (tally.rejected[code] ?? 0) + 1;
    addExample(tally, `rejected:${code}`, id);
  } else {
    tally.quarantined += 1;
    addExample(tally, 'quarantined', id);
  }
}

function addArticle(tally: DayTally, id: string, { title, date, byline, words }: ArticleSigns): void {
  tally.ended += 1;
  tally.articles += 1;
  const lacks = { untitled: !title, undated: !date, unsigned: !byline };
  for (const name of ['untitled', 'undated', 'unsigned'] as const) {
    if (!lacks[name]) continue;
    tally[name] += 1;
    addExample(tally, name, id);
  }
  const length = String(lengthClass(words));
  tally.lengths[length] = (tally.lengths[length] ?? 0) + 1;
  tally.shortest = [...tally.shortest, { id, words }].sort((a, b) => a.words - b.words).slice(0, fewest);
}

function addExample(tally: DayTally, name: string, id: string): void {
  tally.examples[name] = [...(tally.examples[name] ?? []), id].slice(-fewest);
}
