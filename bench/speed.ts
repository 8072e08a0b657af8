import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/output.ts';
import { wholeNumber } from '../src/cli/values.ts';
import { loadConfig, projectDir } from '../src/config.ts';
import { findCorpus } from './corpus.ts';
import { breaches, type Measures, raised, readFloors, writeFloors } from './floors.ts';
import { runBench } from './run-bench.ts';
import { type EngineName, engineNames } from './speed/engines.ts';
import { type Lives, measureEngines, measureLives } from './speed/measure-engines.ts';
import type { Life } from './speed/measured.ts';
import { compare, lifePagesPerSecond, type Row, summarise } from './speed/summarise.ts';
import { writeSample } from './speed/write-sample.ts';

const usage = `npm run bench:speed -- [--pages N] [--warm-up N] [--life N] [--rounds N] [--raise]
  --pages N    how many pages are counted, drawn evenly from the benchmark (default 400)
  --warm-up N  how many others each process reads before, told in a column of their own (default 400): V8 compiles an
               engine's code on the first few hundred, and some of it after that
  --life N     how many pages a thread reads from its first to its last, for us and the bare parse, whose rate the floor is
               about; 0: not measured (default: half of isolation.recycleAfter, for a page is a job of two stages)
  --rounds N   how often each engine runs, in turn with the others (default 3)
  --raise      lift the floors of bench/floors.json to what was measured, less a tenth for noise`;

/** What noise may take off a ratio of two runs on a busy machine. */
const noise = 0.9;

const life = Math.floor(loadConfig({ env: {}, cwd: projectDir }).isolation.recycleAfter / 2);

await runBench(async () => {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '400' },
      'warm-up': { type: 'string', default: '400' },
      life: { type: 'string', default: String(life) },
      rounds: { type: 'string', default: '3' },
      raise: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const rounds = wholeNumber(1)(values.rounds);
  const counted = wholeNumber(1)(values.pages);
  const warmUp = wholeNumber(0)(values['warm-up']);
  const pagesOfLife = wholeNumber(0)(values.life);
  const corpus = findCorpus(process.env);
  const file = readFloors();
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-speed-'));
  try {
    const samples: string[] = [];
    for (let round = 0; round < rounds; round++)
      samples.push(
        await writeSample(corpus, { warmUp, counted, turn: round / rounds }, join(dir, `pages-${round}.jsonl`)),
      );
    const tell = (line: string) => process.stderr.write(`${line}\n`);
    const runs = await measureEngines(samples, { warmUp, tell });
    const lives = await measureLives(samples, { pages: pagesOfLife, tell });
    const rows = engineNames.map((name) => summarise(name, runs[name]));
    const measures = compare(rows, runs, lives);
    print(rows, measures, rounds, lives);
    if (values.raise) {
      const lifted = Object.fromEntries(Object.entries(measures).map(([name, value]) => [name, value * noise]));
      writeFloors({ ...file, speed: { floors: raised(file.speed.floors, lifted, 2) } });
    }
    const fallen = breaches(readFloors().speed.floors, measures);
    for (const { name, floor, value } of fallen)
      process.stderr.write(`below the floor: ${name} ${value?.toFixed(3) ?? 'not measured'} < ${floor}\n`);
    return fallen.length === 0;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

function print(rows: Row[], measures: Measures, rounds: number, lives: Lives): void {
  const pages = rows[0]?.pages ?? 0;
  console.log(
    `${pages} pages, ${rounds} rounds in turn, medians; one thread each; ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}\n`,
  );
  const head = [
    'engine',
    'pages/s',
    'first pages/s',
    "a life's pages/s",
    'MB/s',
    'peak MB',
    'median ms/KB',
    'worst ms/KB',
    'worst/median',
    'worst page',
    'threw',
  ];
  console.log(
    table(
      head,
      rows.map((row) => [
        row.name,
        row.pagesPerSecond.toFixed(1),
        row.firstPagesPerSecond.toFixed(1),
        told(lives, row.name),
        row.megabytesPerSecond.toFixed(1),
        row.peakMegabytes.toFixed(0),
        row.medianPerKilobyte.toFixed(4),
        row.worstPerKilobyte.toFixed(4),
        row.worstOverMedian.toFixed(1),
        row.worstPage,
        String(row.failed),
      ]),
    ),
  );
  console.log(
    `\n${table(
      ['copydesk', 'ratio'],
      Object.entries(measures).map(([name, value]) => [name, value.toFixed(3)]),
    )}`,
  );
}

function told(lives: Lives, name: EngineName): string {
  const measured = (lives as Partial<Record<EngineName, Life[]>>)[name] ?? [];
  return measured.length === 0 ? '' : lifePagesPerSecond(measured).toFixed(1);
}
