import { weekdayOf } from './days.ts';
import { median, spread } from './robust.ts';
import { poissonAtMost } from './tails.ts';

/** How many documents there were on a day; days without any are named too. */
export type Count = { day: number; n: number };

const chance = 1e-5;
/** A fall to more than this part of what was expected is no alarm: holidays do as much. */
const most = 0.35;
/** So many of one weekday are needed to say what is expected of it. */
const leastWeeks = 3;

/**
 * Whether there are fewer documents than a site's own past explains; gives what was expected and what came, or null.
 *
 * Expected of a day is the median of its weekday. The test is quasi-Poisson, as that of Farrington et al. 1996 (J. R. Stat. Soc. A
 * 159, 547–563) for outbreaks, turned to the low side: the restlessness of the past, by how much more it varies than Poisson's law
 * lets it, divides both sides. It is taken from the median absolute deviation, so that bursts and outages do not raise it.
 */
export function fewer(past: readonly Count[], present: readonly Count[]): { past: number; now: number } | null {
  const byWeekday = Map.groupBy(past, ({ day }) => weekdayOf(day));
  const expectedOn = (day: number): number | null => {
    const same = byWeekday.get(weekdayOf(day)) ?? [];
    return same.length < leastWeeks ? null : median(same.map(({ n }) => n));
  };
  let expected = 0;
  for (const { day } of present) {
    const one = expectedOn(day);
    if (one === null) return null;
    expected += one;
  }
  const now = present.reduce((sum, { n }) => sum + n, 0);
  if (expected === 0 || now > most * expected) return null;
  const strays = past.map(({ day, n }) => {
    const usual = expectedOn(day) ?? n;
    return (n - usual) / Math.sqrt(Math.max(1, usual));
  });
  const restless = Math.max(1, spread(strays) ** 2);
  return poissonAtMost(now / restless, expected / restless) < chance ? { past: expected, now } : null;
}
