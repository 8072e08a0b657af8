import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { inject } from 'vitest';
import { ensureRedis } from '../../src/redis/ensure-redis.ts';
import { killRedisOf, redisPidOf } from './redis-process.ts';

let emptied: Promise<string> | null = null;

/**
 * The address of a Redis database that only this test file uses; empty at the first call. Each of vitest's workers has
 * a database of its own and runs one file at a time.
 */
export function testRedisUrl(): Promise<string> {
  emptied ??= (async () => {
    const url = `${inject('redisUrl')}/${process.env.VITEST_POOL_ID ?? '0'}`;
    const redis = new Redis(url);
    await redis.flushdb();
    await redis.quit();
    return url;
  })();
  return emptied;
}

/** A Redis of a test's own, to be killed and restarted. */
export type FreshRedis = {
  url: string;
  dataDir: string;
  /** What the launcher told so far. */
  events: string[];
  pid(): Promise<number>;
  /** Kills the server with SIGKILL; its launcher starts it again. */
  kill(): Promise<void>;
  stop(): Promise<void>;
};

/** Starts a Redis with its own data folder; `stop` ends it and removes the folder. */
export async function freshRedis(): Promise<FreshRedis> {
  const dataDir = await mkdtemp(join(tmpdir(), 'copydesk-redis-'));
  const events: string[] = [];
  const handle = await ensureRedis({
    redisUrl: null,
    dataDir,
    mayStart: true,
    onEvent: (event) => void events.push(event),
  });
  if (handle === null) throw new Error('no Redis could be started');
  return {
    url: handle.url,
    dataDir,
    events,
    pid: () => redisPidOf(dataDir),
    kill: () => killRedisOf(dataDir),
    async stop() {
      await handle.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
