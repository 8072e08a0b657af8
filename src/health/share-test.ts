import { weekdayOf } from './days.ts';
import { median, spread } from './robust.ts';
import { binomialAtLeast } from './tails.ts';

/** How many documents of a day had a flaw, of how many. */
export type Share = { day: number; bad: number; of: number };

/** So unlikely must the present be under the worst of the past, and so much worse than its middle (as a share). */
const chance = 1e-6;
const least = 0.2;
/** So many spreads lie between a usual day and one that is still no wonder. */
const spreads = 5;
/** The past must have so many documents, on days that lie so far apart. */
const leastDocuments = 30;
const leastDays = 14;

/**
 * Whether the share of flawed documents is higher than a site's own past explains; gives the shares then and now, or null.
 *
 * The bound is the median share of the past's worst weekday, and above that what days stray from their weekday's median, less what
 * chance alone makes them stray by. Against it stands the exact binomial tail, with a chance of one in a million, for a site is looked
 * at often and in many ways. A weekday has a median of its own since many sites write differently at the week's end. Medians and
 * the spread (see `robust.ts`) stay where they are when up to half of the past was broken too.
 */
export function worseShare(past: readonly Share[], present: readonly Share[]): { past: number; now: number } | null {
  const now = pooled(present);
  const known = past.filter(({ of }) => of > 0);
  const whole = pooled(known);
  const [first, last] = [known[0], known.at(-1)];
  if (now.of === 0 || whole.of < leastDocuments || !first || !last || last.day - first.day < leastDays) return null;
  const usual = median([...Map.groupBy(known, ({ day }) => Math.floor((day - first.day) / 7)).values()].map(poolShare));
  if (share(now) - usual < least) return null;
  const byWeekday = Map.groupBy(known, ({ day }) => weekdayOf(day));
  const middles = new Map<number, number>();
  for (const [weekday, days] of byWeekday)
    middles.set(weekday, days.length >= 3 && pooled(days).of >= 10 ? median(days.map(share)) : usual);
  const worst = Math.max(usual, ...middles.values());
  const strays = known.map((day) => share(day) - (middles.get(weekdayOf(day.day)) ?? usual));
  const byChance = (worst * (1 - worst)) / Math.max(1, median(known.map(({ of }) => of)));
  const restless = Math.sqrt(Math.max(0, spread(strays) ** 2 - byChance));
  const bound = Math.min(1, worst + spreads * restless + 3 / whole.of);
  return binomialAtLeast(now.bad, now.of, bound) < chance ? { past: usual, now: share(now) } : null;
}

type Pool = { bad: number; of: number };

const share = ({ bad, of }: Pool): number => (of === 0 ? 0 : bad / of);
const poolShare = (days: readonly Pool[]): number => share(pooled(days));

function pooled(days: readonly Pool[]): Pool {
  const sum = { bad: 0, of: 0 };
  for (const { bad, of } of days) {
    sum.bad += bad;
    sum.of += of;
  }
  return sum;
}
