import { mkdirSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkAll } from '../../../src/cli/status-check.ts';
import { loadConfig, projectDir } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import type { DocumentStore } from '../../../src/store/document-store.ts';
import { redisDocumentStore } from '../../../src/store/redis/document-store.ts';
import type { Store } from '../../../src/store/store.ts';
import { openQueues, type Queues } from '../../../src/workers/queues.ts';
import { openProxy, type TcpProxy } from '../proxy/proxy.ts';
import { chance } from './chance.ts';
import type { Expected } from './expected.ts';
import { type Command, type Feeder, openFeeder } from './feeder.ts';
import { type ArenaRedis, startArenaRedis } from './redis.ts';
import { openSite, type Site } from './site.ts';
import { mountSmall } from './small-disk.ts';
import { type ArenaProcess, type Program, startProcess } from './worker.ts';

/** Where a fault row takes place: a data folder, a Redis behind a proxy, worker processes, a feed. All of it is real. */
export type Arena = Feeder & {
  dir: string;
  dataDir: string;
  /** The environment of its processes: their Redis is the proxy. */
  env: NodeJS.ProcessEnv;
  redis: ArenaRedis;
  proxy: TcpProxy;
  site: Site;
  /** Straight to the store, the queues and the bodies, past the proxy. */
  store: Store;
  queues: Queues;
  bodies: DocumentStore;
  /** What was acknowledged: addresses, and how each must end. */
  expected: Map<string, Expected>;
  /** What went wrong in a way that the counts do not show. */
  damage: string[];
  /** Figures of the row's own. */
  measured: Record<string, number>;
  /** A number from 0 to 1, seeded. */
  random(): number;
  tell(message: string): void;
  /** Starts a process. */
  run(program: Program): ArenaProcess;
  /** Starts a worker as `copydesk work` is one, and waits until it is at work. */
  work(program?: Partial<Program>): Promise<ArenaProcess>;
  /** Runs a command of copydesk to its end. */
  command: Command;
  /** Two workers with so many documents before them, of which some have ended. */
  underLoad(documents: number): Promise<ArenaProcess[]>;
  /** How many have ended. */
  ended(): Promise<number>;
  /** Waits until `reached`. @throws Error after `seconds`. */
  until(what: string, reached: () => boolean | Promise<boolean>, seconds?: number): Promise<void>;
  /** The fault is over from now on: seconds to recovery count from here. */
  faultOver(): void;
  faultOverAt(): number;
  /** What `copydesk status --check` finds, a line a breach. */
  breaches(): Promise<string[]>;
  stopWorkers(): Promise<void>;
  close(): Promise<void>;
};

/** Spares each process a third of its start: what it loads is compiled once for all. */
const compileCache = join(projectDir, 'node_modules/.cache/copydesk-faults');

/** Few at a time, so that the line is still at work when a blow falls. */
const concurrency = { FETCH: '4', CLEAN: '2', EXTRACT: '2', INDEX: '4' };

/** Opens an arena. `settings` are of copydesk's environment; `dir` is where it stands, a folder of its own when left out. */
export async function openArena(options: {
  name: string;
  seed: number;
  tell(message: string): void;
  settings?: Record<string, string>;
  dir?: string;
  /** So many megabytes are all that the data folder can hold: it is a file system of its own, for which one must be root. */
  megabytes?: number;
  /** Redis keeps its files outside of the data folder. */
  redisApart?: boolean;
}): Promise<Arena> {
  const { name, seed, tell, settings = {} } = options;
  const dir = options.dir ?? (await mkdtemp(join(tmpdir(), `copydesk-fault-${name.replace(/\W+/g, '-')}-`)));
  const dataDir = join(dir, 'data');
  mkdirSync(dataDir, { recursive: true });
  const unmount = options.megabytes === undefined ? null : await mountSmall(dataDir, options.megabytes);
  const redis = await startArenaRedis(options.redisApart ? join(dir, 'apart') : dataDir, tell);
  const proxy = await openProxy(() => redis.port);
  const site = await openSite();
  const env: NodeJS.ProcessEnv = {
    ...withoutSettings(process.env),
    ...Object.fromEntries(Object.entries(concurrency).map(([stage, n]) => [`COPYDESK_CONCURRENCY_${stage}`, n])),
    NODE_COMPILE_CACHE: compileCache,
    COPYDESK_DATA_DIR: dataDir,
    // Small disks are part of the rows: the line is to meet their end, not to stop before it.
    COPYDESK_BACKPRESSURE_MIN_FREE_DISK_BYTES: '0',
    COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true',
    COPYDESK_FETCH_HOST_INTERVAL_SECONDS: '0.02',
    COPYDESK_FETCH_RETRY_DELAYS_SECONDS: '1,2,4,8',
    REDIS_URL: `redis://:${redis.password}@127.0.0.1:${proxy.port}`,
    ...settings,
  };
  const config = loadConfig({ env, cwd: dir });
  // Past the proxy, as whoever looks at the line from beside it.
  const desk = openDesk({ ...config, redisUrl: redis.url }, tell);
  const { store } = desk;
  const queues = openQueues(redis.direct, { prefix: config.redisPrefix });
  const processes: ArenaProcess[] = [];
  const expected: Arena['expected'] = new Map();
  let overAt = performance.now();

  const run: Arena['run'] = (program) => {
    const started = startProcess(program, env, join(dir, 'processes.log'));
    processes.push(started);
    return started;
  };
  const command: Command = async (...args) => {
    const process = run({ args: ['src/main.ts', ...args] });
    const end = await process.ended;
    return { ...end, stdout: process.said() };
  };
  const arena: Arena = {
    ...openFeeder({ dir, desk, queues, site, command, expected }),
    dir,
    dataDir,
    env,
    redis,
    proxy,
    site,
    store,
    queues,
    bodies: redisDocumentStore(redis.direct, config.redisPrefix),
    expected,
    damage: [],
    measured: {},
    random: chance(seed),
    tell,
    run,
    async work(program = {}) {
      const worker = run({ args: ['src/main.ts', 'work', '--json'], ...program });
      await worker.ready;
      return worker;
    },
    command,
    async underLoad(documents) {
      const workers = await Promise.all([arena.work(), arena.work()]);
      const before = await arena.ended();
      await arena.feed(documents);
      await arena.until('the line is at work', async () => (await arena.ended()) > before + 3);
      return workers;
    },
    async ended() {
      const { total, accepted } = await store.ledger.counts();
      return total - accepted;
    },
    async until(what, reached, seconds = 60) {
      const deadline = performance.now() + seconds * 1000;
      while (!(await reached())) {
        if (performance.now() > deadline) throw new Error(`not within ${seconds} s: ${what}`);
        await sleep(30);
      }
    },
    faultOver() {
      overAt = performance.now();
    },
    faultOverAt: () => overAt,
    async breaches() {
      const { flight, breaches } = await checkAll(desk);
      const found = breaches.map(({ what, id, detail }) => `status --check: ${what}: ${id}: ${detail}`);
      return flight === null ? [...found, 'status --check reached no Redis'] : found;
    },
    async stopWorkers() {
      for (const end of await Promise.all(processes.filter((one) => one.alive()).map((one) => one.stop()))) {
        if (end.code !== 0) arena.damage.push(`a worker that was asked to stop ended with ${end.code ?? end.signal}`);
      }
    },
    async close() {
      for (const one of processes) if (one.alive()) one.kill('SIGKILL');
      await Promise.all(processes.map(({ ended }) => ended));
      await queues.close();
      await desk.close();
      await proxy.close();
      await site.close();
      await redis.close();
      await unmount?.();
      if (options.dir === undefined) await rm(dir, { recursive: true, force: true });
    },
  };
  return arena;
}

/** The end of what an arena's processes said, for a message. */
export async function lastWords(dir: string): Promise<string> {
  const log = await readFile(join(dir, 'processes.log'), 'utf8').catch(() => '');
  return log.trim().split('\n').slice(-5).join('\n').slice(-2_000);
}

/** The environment without what the tester has set for copydesk. */
function withoutSettings(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !/^(COPYDESK_|REDIS_URL|VITEST|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(kept), NO_COLOR: '1' };
}
