import { type DayTally, lengthClass, wordsOf } from '../store/day-tally.ts';
import type { Share } from './share-test.ts';

/** A way in which the documents of a site can become worse: how many have it, of how many, and documents that do. */
export type Flaw = {
  what: string;
  /** What is wrong, for people: "of its articles … have no title". */
  says: string;
  next(example: string | undefined): string;
  count(tally: DayTally): Omit<Share, 'day'>;
  examples(tally: DayTally): string[];
};

const explain = (example = 'ID'): string =>
  `copydesk explain ${example} shows what the page gives; a site rule may help`;

function lacking(name: 'untitled' | 'undated' | 'unsigned', what: string, says: string): Flaw {
  return {
    what,
    says,
    next: explain,
    count: (tally) => ({ bad: tally[name], of: tally.articles }),
    examples: (tally) => tally.examples[name] ?? [],
  };
}

/** Bodies shorter than `below`, a class of lengths that nine of ten articles reach. */
function short(below: number): Flaw {
  return {
    what: 'short-bodies',
    says: `have a body of fewer than ${wordsOf(below)} words, as one of ten had`,
    next: explain,
    count: ({ lengths, articles }) => ({
      bad: Object.entries(lengths).reduce((sum, [length, n]) => sum + (Number(length) < below ? n : 0), 0),
      of: articles,
    }),
    examples: ({ shortest }) => shortest.filter(({ words }) => lengthClass(words) < below).map(({ id }) => id),
  };
}

function rejected(code: string): Flaw {
  return {
    what: `rejected:${code}`,
    says: `are rejected: ${code}`,
    next: (example = 'ID') => `copydesk status ${example} tells why; copydesk explain ${example} shows by which signs`,
    count: ({ rejected: by, ended }) => ({ bad: by[code] ?? 0, of: ended }),
    examples: ({ examples }) => examples[`rejected:${code}`] ?? [],
  };
}

const quarantined: Flaw = {
  what: 'quarantined',
  says: 'are quarantined',
  next: (example = 'ID') => `copydesk quarantine show ${example}`,
  count: ({ quarantined: bad, ended }) => ({ bad, of: ended }),
  examples: ({ examples }) => examples.quarantined ?? [],
};

/** The flaws that these days can be tested for: the present has them, or the past tells what is short. */
export function flawsOf(past: readonly DayTally[], present: readonly DayTally[]): Flaw[] {
  const codes = new Set(present.flatMap(({ rejected: by }) => Object.keys(by)));
  const below = lowestTenth(past);
  return [
    lacking('untitled', 'no-title', 'have no title'),
    lacking('undated', 'no-date', 'have no date'),
    lacking('unsigned', 'no-byline', 'have no byline'),
    ...(below === null ? [] : [short(below)]),
    ...[...codes].sort().map(rejected),
    quarantined,
  ];
}

/** The class of lengths under which at most a tenth of the articles were; null when no body could be shorter. */
function lowestTenth(past: readonly DayTally[]): number | null {
  const all = new Map<number, number>();
  for (const { lengths } of past) {
    for (const [length, n] of Object.entries(lengths)) all.set(Number(length), (all.get(Number(length)) ?? 0) + n);
  }
  const total = [...all.values()].reduce((sum, n) => sum + n, 0);
  let under = 0;
  for (const [length, n] of [...all].sort(([a], [b]) => a - b)) {
    under += n;
    if (under > total / 10) return length === 0 ? null : length;
  }
  return null;
}
