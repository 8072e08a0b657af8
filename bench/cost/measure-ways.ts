import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ensureRedis } from '../../src/redis/ensure-redis.ts';
import { type Measured, measuredSchema, type Way, wayNames } from './ways.ts';

export type Runs = Record<Way, Measured[]>;

/**
 * Runs the line once a round in every way, each time in a process of its own with a store and a Redis of its own; the order turns
 * from round to round, so that no way always follows the same one.
 */
export async function measureWays(
  sample: string,
  { rounds, tell }: { rounds: number; tell(line: string): void },
): Promise<Runs> {
  const warmUp = writeWarmUp(sample);
  const runs = Object.fromEntries(wayNames.map((name) => [name, [] as Measured[]])) as Runs;
  for (let round = 0; round < rounds; round++) {
    for (let turn = 0; turn < wayNames.length; turn++) {
      const way = wayNames[(round + turn) % wayNames.length];
      if (way === undefined) continue;
      const run = await measureOnce(way, warmUp, sample);
      tell(
        `round ${round + 1} of ${rounds}: ${way}, ${run.seconds.toFixed(1)} s, ${run.cpuSeconds.toFixed(1)} s of CPU`,
      );
      runs[way].push(run);
    }
  }
  return runs;
}

/** The same pages at other addresses: processes, threads and compiled code are there when the clock starts. */
function writeWarmUp(sample: string): string {
  const path = sample.replace('.jsonl', '-warm-up.jsonl');
  const pages = readFileSync(sample, 'utf8').trimEnd().split('\n');
  const lines = pages.map((page, n) => JSON.stringify({ ...JSON.parse(page), url: `https://warm-up.example/${n}` }));
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

async function measureOnce(way: Way, warmUp: string, sample: string): Promise<Measured> {
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-cost-'));
  const server = await ensureRedis({ redisUrl: null, dataDir: dir, mayStart: true, onEvent: () => {} });
  if (server === null) throw new Error('no Redis could be started');
  try {
    const program = join(import.meta.dirname, 'measure-line.ts');
    const child = spawn(process.execPath, [program, way, warmUp, sample], {
      env: {
        ...withoutSettings(process.env),
        ...settings,
        COPYDESK_DATA_DIR: join(dir, 'data'),
        REDIS_URL: server.url,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [answer, [code, signal]] = await Promise.all([text(child.stdout), once(child, 'close')]);
    if (code !== 0) throw new Error(`the line ${way} ended with ${signal ?? `exit code ${code}`}`);
    return measuredSchema.parse(JSON.parse(answer));
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Few enough in flight that a ledger in memory holds no heap of pages, and enough that no stage waits for the reader. */
const settings = { COPYDESK_BACKPRESSURE_MAX_JOBS: '300', COPYDESK_LOG_LEVEL: 'error' };

const withoutSettings = (env: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(COPYDESK_|REDIS_URL)/.test(name)));
