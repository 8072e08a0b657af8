import { median } from '../src/health/robust.ts';
import { type Raised, troubles, watchSite } from '../tests/health/simulated-sites.ts';

const sites = 200;
const watch = { before: 50, watched: 60 };

/** Simulates 200 sites over 60 days: how often a well one raises an alarm, and how soon a broken one does. */
const started = performance.now();
for (const trouble of troubles) {
  const seen = Array.from({ length: sites }, (_, n) =>
    watchSite(1_000 + n, trouble, trouble === 'none' ? watch : { ...watch, watched: 15 }),
  );
  if (trouble === 'none') {
    const alarms = seen.flatMap(({ raised }) => raised);
    const kinds = Object.entries(Object.groupBy(alarms, ({ what }) => what)).map(
      ([what, all]) => `${all?.length} ${what}`,
    );
    const rate = alarms.length / (sites * watch.watched);
    console.log(
      `well: ${alarms.length} false alarms in ${sites * watch.watched} site-days (${rate.toExponential(1)} each) ${kinds.join(', ')}`,
    );
    continue;
  }
  for (const [name, from, to] of [
    ['under 5 a day', 0, 5],
    ['5 to 30', 5, 30],
    ['over 30', 30, Number.POSITIVE_INFINITY],
  ] as const) {
    const some = seen.filter(({ habits }) => habits.perDay >= from && habits.perDay < to);
    const firsts = some
      .map(({ raised }) => raised.find((one) => fits(one, trouble)))
      .filter((one) => one !== undefined);
    const hours = firsts.map(({ day, quarter }) => day * 24 + quarter * 6);
    console.log(
      `${trouble}, ${name}: ${firsts.length} of ${some.length} seen, median ${median(hours)} h, slowest ${Math.max(...hours)} h`,
    );
  }
}
console.log(`${((performance.now() - started) / 1000).toFixed(1)} s`);

function fits({ what }: Raised, trouble: string): boolean {
  const shown: Record<string, RegExp> = {
    'no dates': /^no-date$/,
    'half the dates': /^no-date$/,
    'tiny bodies': /^short-bodies$/,
    rejected: /^rejected:/,
    silent: /^(silent|fewer)$/,
  };
  return shown[trouble]?.test(what) ?? false;
}
