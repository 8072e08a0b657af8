import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Redis } from 'ioredis';
import { table } from '../src/cli/output.ts';
import { wholeNumber } from '../src/cli/values.ts';
import { projectDir } from '../src/config.ts';
import { ensureRedis } from '../src/redis/ensure-redis.ts';
import { readMemory } from '../src/redis/memory.ts';
import { syntheticRecords } from './archive/synthetic-pages.ts';
import { runBench } from './run-bench.ts';

const usage = `node bench/archive-memory.ts [--megabytes N] [--page N]
  Replays a synthetic archive and watches the memory of the process and of Redis (Linux).
  --megabytes N  how large the archive is (default 200)
  --page N       how many bytes of script each page holds besides its text (default 150000)`;

/** What the process may hold in the second half of a run more than in the first. */
const growth = 1.15;
/** What Redis may hold, however large the archive is: the bodies that may wait, and the finished jobs that are kept. */
const mostRedisBytes = 200e6;

/** One look: seconds since the start, bytes of the process, of Redis, and runs with a body in Redis. */
type Look = { seconds: number; process: number; redis: number; bodies: number };

await runBench(async () => {
  const { values } = parseArgs({
    options: {
      megabytes: { type: 'string', default: '200' },
      page: { type: 'string', default: '150000' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return true;
  }
  const dir = mkdtempSync(join(tmpdir(), 'copydesk-memory-'));
  const server = await ensureRedis({ redisUrl: null, dataDir: dir, mayStart: true, onEvent: () => {} });
  if (server === null) throw new Error('no Redis could be started');
  try {
    const file = join(dir, 'synthetic.warc.gz');
    const pages = await write(file, wholeNumber(1)(values.megabytes) * 1e6, wholeNumber(0)(values.page));
    const size = statSync(file).size;
    console.log(`${pages} pages in ${(size / 1e6).toFixed(0)} MB`);
    const began = performance.now();
    const { looks, answer } = await replay(file, dir, server.url);
    const seconds = (performance.now() - began) / 1000;
    print(looks);
    console.log(`${(pages / seconds).toFixed(0)} pages/s, ${(size / 1e6 / seconds).toFixed(1)} MB/s of archive`);
    console.log(JSON.stringify(answer));
    const flat = isFlat(looks) && looks.every(({ redis }) => redis < mostRedisBytes);
    if (!flat)
      process.stderr.write(`memory grows with the archive, or Redis holds more than ${mostRedisBytes} bytes\n`);
    return flat && answer.states?.indexed === pages;
  } finally {
    await server.stop();
    rmSync(dir, { recursive: true, force: true });
  }
});

/** Writes pages until the file is large enough, and says how many. */
async function write(file: string, bytes: number, padding: number): Promise<number> {
  let pages = 0;
  async function* records(): AsyncGenerator<Uint8Array> {
    let written = 0;
    for await (const record of syntheticRecords(0, Number.MAX_SAFE_INTEGER, padding)) {
      yield record;
      written += record.length;
      // A warcinfo, then a request and a response for each page.
      pages += 0.5;
      if (written >= bytes && Number.isInteger(pages - 0.5)) break;
    }
  }
  await pipeline(Readable.from(records()), createWriteStream(file));
  return Math.floor(pages);
}

type Answer = { states?: { indexed: number }; records?: object };

async function replay(file: string, dir: string, redisUrl: string): Promise<{ looks: Look[]; answer: Answer }> {
  const env = {
    ...process.env,
    REDIS_URL: redisUrl,
    COPYDESK_DATA_DIR: join(dir, 'data'),
    COPYDESK_LOG_LEVEL: 'error',
  };
  const args = [join(projectDir, 'src/main.ts'), 'replay', file, '--wait', '--json'];
  const child = spawn(process.execPath, args, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const redis = new Redis(redisUrl);
  let stdout = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  const ended = once(child, 'close');
  const looks: Look[] = [];
  const began = performance.now();
  while (child.exitCode === null) {
    const { used } = await readMemory(redis);
    const bodies = await redis.scard('copydesk:bodies');
    looks.push({ seconds: (performance.now() - began) / 1000, process: residentBytes(child), redis: used, bodies });
    await Promise.race([ended, sleep(1_000)]);
  }
  await ended;
  redis.disconnect();
  const { states, records } = JSON.parse(stdout) as Answer;
  return { looks, answer: { ...(states ? { states } : {}), ...(records ? { records } : {}) } };
}

function residentBytes({ pid }: ChildProcess): number {
  try {
    return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
  } catch {
    // It has ended since.
    return 0;
  }
}

function isFlat(looks: Look[]): boolean {
  const middle = Math.floor(looks.length / 2);
  const most = (part: Look[]): number => Math.max(...part.map((look) => look.process));
  return most(looks.slice(middle)) <= most(looks.slice(0, middle)) * growth;
}

function print(looks: Look[]): void {
  const every = Math.max(1, Math.ceil(looks.length / 20));
  const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(0);
  const rows = looks
    .filter((_, n) => n % every === 0)
    .map((look) => [look.seconds.toFixed(0), megabytes(look.process), megabytes(look.redis), `${look.bodies}`]);
  console.log(table(['seconds', 'process MB', 'Redis MB', 'documents with a body in Redis'], rows));
}
