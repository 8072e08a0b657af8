import { assessCount, assessShares } from '../../src/health/assess-scope.ts';
import { dayNumber, weekdayOf } from '../../src/health/days.ts';
import { addEnding, type DayTally, emptyTally } from '../../src/store/day-tally.ts';

/** Chance that comes out the same at each run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What breaks a site: its pages lose their dates, all or half; its bodies shrink to a tenth; all is rejected; nothing comes. */
export const troubles = ['none', 'no dates', 'half the dates', 'tiny bodies', 'rejected', 'silent'] as const;
export type Trouble = (typeof troubles)[number];

/** A site's habits: documents on a weekday, how much of that at the week's end, how restless, and the share of each flaw then and there. */
type Habits = {
  perDay: number;
  weekend: number;
  restless: number;
  flaws: { undated: number; unsigned: number; untitled: number; rejected: number; quarantined: number };
  weekendFlaws: number;
  words: number;
};

const start = dayNumber('2026-01-01');

function habitsOf(random: () => number): Habits {
  const rare = (most: number): number => random() ** 3 * most;
  return {
    // From one a day to 400, half of them below 20.
    perDay: Math.exp(random() * Math.log(400)),
    weekend: 0.1 + random() * 0.9,
    restless: 0.1 + random() * 0.3,
    flaws: {
      undated: rare(0.5),
      unsigned: rare(0.9),
      untitled: rare(0.05),
      rejected: rare(0.4),
      quarantined: rare(0.05),
    },
    weekendFlaws: 1 + random() ** 2 * 2,
    words: 250 + random() * 700,
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function poisson(mean: number, random: () => number): number {
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  let n = 0;
  for (let chance = random(), floor = Math.exp(-mean); chance > floor; chance *= random()) n++;
  return n;
}

/** The documents of one day, in order, each as the ending that its run had. */
function endingsOf(
  habits: Habits,
  day: number,
  trouble: Trouble,
  random: () => number,
): Parameters<typeof addEnding>[2][] {
  const isWeekend = [0, 6].includes(weekdayOf(day));
  const mean = habits.perDay * (isWeekend ? habits.weekend : 1) * Math.exp(habits.restless * normal(random));
  if (trouble === 'silent') return [];
  // The mix of a day strays: a series of galleries, a day of agency copy.
  const stray = Math.exp(0.3 * normal(random)) * (isWeekend ? habits.weekendFlaws : 1);
  const has = (share: number): boolean => random() < Math.min(0.95, share * stray);
  return Array.from({ length: poisson(mean, random) }, () => {
    const { undated, unsigned, untitled, rejected, quarantined } = habits.flaws;
    const reason = { code: 'index-page', detail: '' };
    if (trouble === 'rejected' || has(rejected)) return { state: 'rejected', reason };
    if (has(quarantined)) return { state: 'quarantined', reason };
    const lost = trouble === 'no dates' || (trouble === 'half the dates' && random() < 0.5);
    const words = Math.round(habits.words * Math.exp(0.6 * normal(random)) * (trouble === 'tiny bodies' ? 0.1 : 1));
    const signs = { title: !has(untitled), date: !lost && !has(undated), byline: !has(unsigned), words };
    return { state: 'indexed', signs };
  });
}

/** One alarm of a simulated site: on which day of the watch, at which quarter of the day, what. */
export type Raised = { day: number; quarter: number; what: string };

/**
 * Watches one site for `watched` days after `before` days of history, four times a day, and gives every alarm as it comes up. `trouble`
 * begins with the watch.
 */
export function watchSite(seed: number, trouble: Trouble, { before, watched }: { before: number; watched: number }) {
  const random = seeded(seed);
  const habits = habitsOf(random);
  const days = new Map<number, DayTally>();
  const raised: Raised[] = [];
  let on = new Set<string>();
  for (let n = 0; n < before + watched; n++) {
    const day = start + n;
    const tally = emptyTally();
    const endings = endingsOf(habits, day, n < before ? 'none' : trouble, random);
    for (const quarter of [1, 2, 3, 4]) {
      for (const ending of endings.slice(
        Math.floor((endings.length * (quarter - 1)) / 4),
        Math.floor((endings.length * quarter) / 4),
      ))
        addEnding(tally, `${n}`, ending);
      if (tally.ended > 0) days.set(day, tally);
      if (n < before) continue;
      const count = assessCount(days, day);
      const now = new Set([...assessShares(days, day), ...(count ? [count] : [])].map(({ what }) => what));
      for (const what of now) if (!on.has(what)) raised.push({ day: n - before, quarter, what });
      on = now;
    }
  }
  return { habits, raised };
}
