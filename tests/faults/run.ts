import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { projectDir } from '../../src/config.ts';
import { documentOf, lineOf } from './report.ts';
import { faultRows } from './rows.ts';
import { runAll } from './run-all.ts';
import type { RowResult } from './run-row.ts';

const usage = `usage: npm run test:faults -- [--rows NAME,…] [--rounds N] [--times 3] [--short] [--at-once 3] [--seed N] [--list]
  does every fault to the line and tells what was lost (exit code 1 when anything was)
  --rows     only these, by name or a part of it; docs/faults.md is then left as it is
  --rounds   how often each fault is done, in place of its own number
  --times    how often all rows run, one after another
  --short    the form that npm test runs
  --at-once  how many rows run beside each other; those that measure time run alone`;

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    rounds: { type: 'string' },
    times: { type: 'string', default: '1' },
    short: { type: 'boolean', default: false },
    'at-once': { type: 'string', default: '3' },
    seed: { type: 'string' },
    list: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const parts = values.rows?.split(',');
const rows = faultRows.filter(({ name }) => parts?.some((part) => name.includes(part)) ?? true);
if (values.help) console.log(usage);
else if (values.list) for (const { name, injects } of rows) console.log(`${name.padEnd(24)} ${injects}`);
else if (rows.length === 0) {
  console.error(`no row is called ${values.rows}; --list shows all`);
  process.exitCode = 2;
} else process.exitCode = await runTimes();

async function runTimes(): Promise<number> {
  const seed = Number(values.seed ?? Date.now() % 1_000_000);
  const runs: RowResult[][] = [];
  for (let time = 0; time < Number(values.times); time++) {
    console.log(`run ${time + 1} of ${values.times}, seed ${seed + time}`);
    const options = {
      short: values.short,
      seed: seed + time,
      atOnce: Number(values['at-once']),
      tell: (message: string) => console.error(message),
      ...(values.rounds === undefined ? {} : { rounds: Number(values.rounds) }),
    };
    runs.push(await runAll(rows, options, (result) => console.log(lineOf(result))));
  }
  const damaged = runs.flat().filter(({ faults }) => faults.length > 0).length;
  console.log(damaged === 0 ? 'nothing lost, nothing doubled, nothing stuck' : `${damaged} rows did damage`);
  if (values.rows === undefined && values.rounds === undefined && !values.short) {
    writeFileSync(join(projectDir, 'docs/faults.md'), documentOf(runs, new Date().toISOString().slice(0, 10)));
  }
  return damaged === 0 ? 0 : 1;
}
