import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { table } from '../src/cli/output.ts';
import { wholeNumber } from '../src/cli/values.ts';
import { findCorpus } from './corpus.ts';
import { measureWays, type Runs } from './cost/measure-ways.ts';
import { type Measured, type Way, wayNames } from './cost/ways.ts';
import { runBench } from './run-bench.ts';
import { median } from './speed/summarise.ts';
import { writeSample } from './speed/write-sample.ts';

const usage = `npm run bench:cost -- [--pages N] [--rounds N]
  Replays public pages through the whole line, as shipped and without its ledger, threads and reconciler, and without each alone.
  --pages N   how many pages, drawn evenly from the benchmark; they run once uncounted, then counted (default 500)
  --rounds N  how often each way is run, in turn with the others (default 5)`;

/** The most of the throughput that ledger, threads and reconciler together may cost. */
const mostCost = 0.15;

const pages = ({ ended }: Measured): number => ended.indexed + ended.rejected + ended.quarantined;
const rate = (run: Measured): number => pages(run) / run.seconds;
const cpu = (run: Measured): number => (run.cpuSeconds * 1000) / pages(run);
const redisCpu = (run: Measured): number => (run.redisCpuSeconds * 1000) / pages(run);
const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

await runBench(async () => {
  const { values } = parseArgs({
    options: {
      pages: { type: 'string', default: '500' },
      rounds: { type: 'string', default: '5' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const rounds = wholeNumber(1)(values.rounds);
  const corpus = findCorpus(process.env);
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-cost-'));
  try {
    const sample = await writeSample(
      corpus,
      { warmUp: 0, counted: wholeNumber(1)(values.pages) },
      join(dir, 'pages.jsonl'),
    );
    const runs = await measureWays(sample, { rounds, tell: (line) => process.stderr.write(`${line}\n`) });
    const cost = costOf(runs);
    print(runs, rounds);
    const told =
      cost < 0 ? `nothing: the line is ${percent(-cost)} faster with them` : `${percent(cost)} of the throughput`;
    console.log(`\nledger, threads and reconciler together cost ${told}; at most ${percent(mostCost)} is allowed`);
    const same = new Set(wayNames.map((name) => JSON.stringify(runs[name][0]?.ended))).size === 1;
    if (!same) process.stderr.write('not all ways ended the pages alike\n');
    return same && cost <= mostCost;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

/** The share of the throughput without all three that is lost as shipped, compared within each round; the median of the rounds. */
function costOf(runs: Runs): number {
  return 1 - ratio(runs, 'as shipped', 'without all three', rate);
}

function ratio(runs: Runs, way: Way, against: Way, of: (run: Measured) => number): number {
  return median(runs[way].map((run, round) => of(run) / of(runs[against][round] as Measured)));
}

function print(runs: Runs, rounds: number): void {
  console.log(
    `${runs['as shipped'].slice(0, 1).map(pages)} pages, ${rounds} rounds in turn, medians; ${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}\n`,
  );
  const head = ['the line', 'pages/s', 'over none', 'CPU s/1,000', 'over none', 'Redis CPU s/1,000', 'peak MB'];
  const rows = wayNames.map((name) => {
    const of = (figure: (run: Measured) => number): string => median(runs[name].map(figure)).toFixed(1);
    const over = (figure: (run: Measured) => number): string =>
      `${ratio(runs, name, 'without all three', figure).toFixed(2)} ×`;
    return [
      ...[name, of(rate), over(rate), of(cpu), over(cpu)],
      ...[of(redisCpu), of(({ peakMegabytes }) => peakMegabytes)],
    ];
  });
  console.log(table(head, rows));
}
