import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Deed } from '../../workers/poison/deeds.ts';
import type { Arena } from '../arena/arena.ts';
import type { Expected } from '../arena/expected.ts';
import type { ArenaProcess } from '../arena/worker.ts';
import type { FaultRow } from '../row.ts';

const innocents = 100;

/** What lies among the innocents: what it is, its document, and how it must end. */
type Poison = { name: string; document: () => { text: string } | { html: string }; ends: Omit<Expected, 'run'> };

/** A document that does it when it comes to the stage: the threads of poisoned-work.ts swallow it. */
const deed = (stage: 'clean' | 'extract', what: Deed, reason: string): Poison => ({
  name: what,
  document: () => ({
    text: `The ministry spoke\n\n${sentence.repeat(6)}\n\nThe minister spoke of poison in ${stage}: ${what}. He said no more.\n`,
  }),
  ends: { state: 'quarantined', reason },
});
const sentence = 'The mayor said that the works would begin in the spring of next year. ';
const rejected = (name: string, reason: string, document: Poison['document']): Poison => ({
  name,
  document,
  ends: { state: 'rejected', reason },
});

/** A row that hands poison in between 100 innocents, to two workers that are started again whenever they die. */
function poisonRow(name: string, injects: string, poisons: Poison[], settings: Record<string, string>): FaultRow {
  return {
    name,
    injects: `${injects}, and 100 MB of text, beside ${innocents} innocents in two workers`,
    rounds: { full: 3, short: 1 },
    timed: true,
    bars: { loopDelayMs: 1_000 },
    patienceSeconds: 300,
    settings: { COPYDESK_ISOLATION_THREADS: '2', ...settings },
    async run(arena, rounds) {
      const line = keepWorking(arena);
      for (let round = 0; round < rounds; round++) {
        await arena.feed(innocents / 2);
        await handIn(arena, poisons, round);
        await arena.feed(innocents / 2);
      }
      arena.faultOver();
      const endedSeconds = 100 + 100 * rounds;
      await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0, endedSeconds);
      arena.measured.deaths = line.deaths();
      arena.measured.loopDelayMs = await line.stop();
    },
  };
}

async function handIn(arena: Arena, poisons: Poison[], round: number): Promise<void> {
  const file = join(arena.dir, `poison-${round}.jsonl`);
  const text = join(arena.dir, `100-mb-${round}.txt`);
  await writeFile(text, sentence.repeat(100_000_000 / sentence.length));
  arena.expected.set(pathToFileURL(text).href, { state: 'rejected', reason: 'too-large', run: 1 });
  const lines = poisons.map(({ name, document, ends }) => {
    const url = `https://poison.example/${name.replaceAll(' ', '-')}-${round}`;
    arena.expected.set(url, { ...ends, run: 1 });
    return JSON.stringify({ url, ...document() });
  });
  await writeFile(file, lines.join('\n'));
  const { code } = await arena.command('replay', file, text, '--no-wait', '--json');
  if (code !== 0) throw new Error(`the poison was not taken: exit code ${code}`);
}

/** Two workers, each started again when it dies, as whatever watches over a worker does. */
function keepWorking(arena: Arena): { deaths(): number; stop(): Promise<number> } {
  let deaths = 0;
  let stopping = false;
  const workers: { worker: ArenaProcess; said: string }[] = [];
  function start(at: number): void {
    const worker = arena.run({ args: ['tests/faults/programs/poisoned-work.ts'] });
    const kept = { worker, said: '' };
    workers[at] = kept;
    worker.child.stdout?.on('data', (text: Buffer) => {
      kept.said += text;
    });
    void worker.ended.then(() => {
      if (stopping) return;
      deaths += 1;
      start(at);
    });
  }
  start(0);
  start(1);
  return {
    deaths: () => deaths,
    async stop() {
      stopping = true;
      await Promise.all(workers.map(({ worker }) => worker.stop()));
      return Math.max(...workers.map(({ said }) => Number(/loop (\d+) ms/.exec(said)?.[1] ?? Number.NaN)));
    },
  };
}

/**
 * Low limits, so that a poison is soon seen; hostile documents must come through under those of the product. A thread that
 * fills 150 MB takes half a second when alone, and took over 8 s beside four other rows on two cores: it must not be too slow.
 */
const low = { COPYDESK_ISOLATION_TIME_LIMIT_SECONDS: '25', COPYDESK_ISOLATION_MEMORY_LIMIT_MB: '150' };

export const poisonRows: FaultRow[] = [
  poisonRow(
    'poison in a thread',
    'documents that end, bloat or hang their thread',
    [
      deed('clean', 'exit', 'crashed'),
      deed('clean', 'memory', 'too-much-memory'),
      deed('clean', 'loop', 'too-slow'),
      deed('extract', 'slow pattern', 'too-slow'),
    ],
    low,
  ),
  poisonRow(
    'poison for a process',
    'documents that kill their process, by SIGKILL and by a crash',
    [deed('clean', 'kill', 'crashed'), deed('extract', 'crash', 'crashed')],
    low,
  ),
  poisonRow(
    'hostile documents',
    '100,000 nested elements, a million links',
    [
      rejected('nested', 'too-deep', () => ({ html: `<body>${'<div>'.repeat(100_000)}${sentence}` })),
      rejected('links', 'too-many-nodes', () => ({ html: `<body>${'<a href=x>y</a>'.repeat(600_000)}` })),
    ],
    {},
  ),
];
