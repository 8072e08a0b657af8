import type { DayTally } from '../store/day-tally.ts';
import { type Count, fewer } from './count-test.ts';
import { isoDay } from './days.ts';
import { type Flaw, flawsOf } from './flaws.ts';
import { type Share, worseShare } from './share-test.ts';

/**
 * An alarm of one site or feed: `what` for programs, `says` for people. `past` and `now` are shares of documents, or for `fewer` how many
 * were expected and came. `since`: the first day of the trouble, as far as it can be told.
 */
export type Finding = {
  what: string;
  says: string;
  since: string;
  past: number;
  now: number;
  examples: string[];
  next: string;
};

/** What a site is compared with: the six weeks before. A trouble that nobody mends is its habit after three of them. */
export const pastDays = 42;
/** Windows of so many days, the shortest first: a small site needs longer to show that something is wrong. */
const shareWindows = [1, 2, 4, 7];
const countWindows = [1, 2, 3, 7, 14];
const kept = 3;

/** A site's days by their numbers; a day that is missing brought nothing. */
export type Days = ReadonlyMap<number, DayTally>;

/** What has become worse, as of `today`, which may have just begun: its shares count, its number of documents not yet. */
export function assessShares(days: Days, today: number): Finding[] {
  const found = new Map<string, Finding>();
  for (const window of shareWindows) {
    const begin = today + 1 - window;
    const past = between(days, begin - pastDays, begin);
    const present = between(days, begin, today + 1);
    const tallies = (part: Part): DayTally[] => part.map(([, tally]) => tally);
    for (const flaw of flawsOf(tallies(past), tallies(present))) {
      if (found.has(flaw.what)) continue;
      const shares = (part: Part): Share[] => part.map(([day, tally]) => ({ day, ...flaw.count(tally) }));
      const worse = worseShare(shares(past), shares(present));
      if (worse === null) continue;
      const examples = newest(present, flaw);
      const since = sinceWhen(shares([...past, ...present]), (worse.past + worse.now) / 2) ?? begin;
      const { what, says } = flaw;
      found.set(what, { what, says, since: isoDay(since), ...worse, examples, next: flaw.next(examples[0]) });
    }
  }
  return [...found.values()];
}

/** Whether fewer documents came in the last whole days before `today`. Null for sites of which too little is known. */
export function assessCount(days: Days, today: number): Omit<Finding, 'next'> | null {
  const first = Math.min(...days.keys());
  for (const window of countWindows) {
    const begin = today - window;
    const counts = (from: number, until: number): Count[] =>
      daysFrom(from, until).map((day) => ({ day, n: days.get(day)?.ended ?? 0 }));
    const past = counts(Math.max(first, begin - pastDays), begin);
    const present = counts(begin, today);
    const worse = fewer(past, present);
    if (worse === null) continue;
    const silent = worse.now === 0;
    const last = Math.max(...[...days].filter(([day, { ended }]) => day < today && ended > 0).map(([day]) => day));
    return {
      what: silent ? 'silent' : 'fewer',
      says: silent ? 'nothing came' : 'fewer documents came',
      since: isoDay(silent ? last + 1 : begin),
      ...worse,
      examples: [],
    };
  }
  return null;
}

type Part = [number, DayTally][];

const daysFrom = (from: number, until: number): number[] =>
  Array.from({ length: Math.max(0, until - from) }, (_, n) => from + n);

function between(days: Days, from: number, until: number): Part {
  return daysFrom(from, until).flatMap((day) => {
    const tally = days.get(day);
    return tally === undefined ? [] : [[day, tally]];
  });
}

/** The first day of the unbroken run of days, up to the last, whose share is over `bound`. */
function sinceWhen(shares: readonly Share[], bound: number): number | null {
  let since: number | null = null;
  for (const { day, bad, of } of [...shares].reverse()) {
    if (of === 0) continue;
    if (bad / of < bound) break;
    since = day;
  }
  return since;
}

const newest = (present: Part, flaw: Flaw): string[] =>
  [...present]
    .reverse()
    .flatMap(([, tally]) => flaw.examples(tally).toReversed())
    .slice(0, kept);
