import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { stageNames } from '../../../src/store/ledger.ts';
import { keepCompleted } from '../../../src/workers/queues.ts';
import { openArena } from '../arena/arena.ts';
import { judge } from '../arena/verdict.ts';
import { blows } from './blows.ts';
import { memoryOf, Samples } from './memory.ts';

const usage = `usage: npm run test:soak -- [--minutes 30] [--every 20] [--documents 2000] [--seed N]
  the line at full speed over a looped feed, with a fault by chance every so many seconds; looks all along that the ledger
  adds up and that nothing stands still, samples memory, and judges every document at the end (exit code 1 for any damage)`;

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    every: { type: 'string', default: '20' },
    documents: { type: 'string', default: '2000' },
    seed: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
if (values.help) {
  console.log(usage);
  process.exit(0);
}

/** The last third may use so much more memory than the middle one; a soak that is shorter says nothing of it. */
const flat = 1.1;
const judgedFromMinutes = 20;
/** Nothing may be in flight for longer than this, whatever is done to the line. */
const longestFlightMs = 240_000;
/** With nothing in flight: finished jobs as the queues keep them, what each host was asked, and little else. */
const mostKeys = stageNames.length * keepCompleted.count + 500;
const inFlight = { least: 400, batch: 200 };

const seed = Number(values.seed ?? Date.now() % 1_000_000);
const durationMs = Number(values.minutes) * 60_000;
const arena = await openArena({
  name: 'soak',
  seed,
  tell: (message) => console.error(message),
  settings: { COPYDESK_CONCURRENCY_FETCH: '16', COPYDESK_CONCURRENCY_CLEAN: '4', COPYDESK_CONCURRENCY_EXTRACT: '4' },
});
const faults: string[] = [];
const fallen = new Map<string, number>();
const steady = await arena.work();
let victim = await arena.work();
const memory = {
  'worker that is never killed': new Samples(),
  'worker that is': new Samples(),
  Redis: new Samples(),
  feeder: new Samples(),
};
const began = performance.now();
const until = began + durationMs;
const over = (): boolean => performance.now() >= until;
console.log(`soak of ${values.minutes} min, a fault every ${values.every} s, seed ${seed}`);

async function feed(): Promise<number> {
  let handedIn = 0;
  while (!over()) {
    const { accepted } = await arena.store.ledger.counts();
    if (accepted < inFlight.least) {
      // What is refused while the store is locked or read-only is handed in again at the next turn.
      handedIn += await arena.feedLooped(inFlight.batch, Number(values.documents)).catch(() => 0);
    }
    await sleep(20);
  }
  return handedIn;
}

async function strike(): Promise<void> {
  const field = {
    arena,
    victim: () => victim,
    async replace() {
      victim = await arena.work();
    },
  };
  const names = Object.keys(blows);
  while (!over()) {
    await sleep(Math.min(Number(values.every) * 1_000, Math.max(0, until - performance.now())));
    if (over()) return;
    const name = names[Math.floor(arena.random() * names.length)] ?? '';
    const at = ((performance.now() - began) / 1000).toFixed(0);
    console.log(`${at.padStart(5)} s  ${name}`);
    fallen.set(name, (fallen.get(name) ?? 0) + 1);
    await blows[name]?.(field);
  }
}

async function watch(): Promise<void> {
  while (!over()) {
    const { total, accepted, indexed, rejected, quarantined } = await arena.store.ledger.counts();
    if (total !== accepted + indexed + rejected + quarantined) faults.push(`${total} rows do not add up`);
    const [oldest] = await arena.store.ledger.list({ state: 'accepted', limit: 1 });
    const age = oldest ? Date.now() - Date.parse(oldest.times.accepted ?? '') : 0;
    if (age > longestFlightMs) faults.push(`${oldest?.address} is in flight for ${(age / 1000).toFixed(0)} s`);
    if (!steady.alive()) faults.push('the worker that is never killed has ended');
    memory['worker that is never killed'].add(memoryOf(steady.pid));
    memory['worker that is'].add(memoryOf(victim.pid));
    memory.feeder.add(process.memoryUsage.rss());
    await arena.redis.pid().then(
      (pid) => memory.Redis.add(memoryOf(pid)),
      // Just killed.
      () => {},
    );
    await sleep(1_000);
  }
}

const [handedIn] = await Promise.all([feed(), strike(), watch()]);
const seconds = (performance.now() - began) / 1000;
arena.faultOver();
const verdict = await judge(arena, 120);
const keys = await arena.redis.direct.dbsize();
if (keys > mostKeys) faults.push(`Redis holds ${keys} keys with nothing in flight`);
await arena.stopWorkers();
faults.push(...verdict.faults, ...arena.damage);

const megabytes = (bytes: number): string => (bytes / 2 ** 20).toFixed(0);
console.log(
  `\n${handedIn} runs of ${verdict.documents} documents in ${seconds.toFixed(0)} s (${(handedIn / seconds).toFixed(0)}/s)`,
);
console.log(
  `${[...fallen.values()].reduce((sum, n) => sum + n, 0)} faults: ${[...fallen].map(([name, n]) => `${n} × ${name}`).join(', ')}`,
);
console.log(
  `${verdict.lost} lost, ${verdict.duplicated} duplicated, recovered in ${verdict.recoverySeconds.toFixed(1)} s at the end; ${keys} keys left in Redis`,
);
for (const [what, samples] of Object.entries(memory)) {
  const [first, middle, last] = samples.thirds(began, until);
  const ratio = last / middle;
  console.log(
    `${what.padEnd(28)} ${[first, middle, last].map(megabytes).join(' → ')} MB in thirds, ${ratio.toFixed(2)} ×`,
  );
  if (Number(values.minutes) >= judgedFromMinutes && !(ratio <= flat))
    faults.push(`${what} grew: its last third is ${ratio.toFixed(2)} times its middle third`);
}
for (const fault of new Set(faults)) console.log(`fault: ${fault}`);
console.log(faults.length === 0 ? 'held' : 'NOT HELD');
await arena.close();
process.exitCode = faults.length === 0 ? 0 : 1;
