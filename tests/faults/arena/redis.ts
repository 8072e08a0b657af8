import { readdirSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { connectRedis, type Redis } from '../../../src/redis/connect.ts';
import { ensureRedis, type RedisHandle } from '../../../src/redis/ensure-redis.ts';
import { redisDirOf } from '../../../src/redis/server-record.ts';
import { killRedisOf, redisPidOf } from '../../support/redis-process.ts';

/** The Redis of an arena, run as copydesk runs its own: AOF with a sync every second, started again when it ends. */
export type ArenaRedis = {
  url: string;
  port: number;
  password: string;
  /** A connection straight to it, past the proxy. */
  direct: Redis;
  pid(): Promise<number>;
  /** SIGKILL; its supervisor starts it again. */
  kill(): Promise<void>;
  /** Ends it as a machine would be shut down, and keeps it down. */
  stop(): Promise<void>;
  start(): Promise<void>;
  /** The bytes of its append-only log; read before and after a second of work, they say what that second wrote. */
  logBytes(): number;
  /** Cuts so many bytes off the end of the log. Only while it is stopped. */
  cutLog(bytes: number): void;
  close(): Promise<void>;
};

/** Starts a Redis in a data folder. */
export async function startArenaRedis(dataDir: string, tell: (message: string) => void): Promise<ArenaRedis> {
  const start = async (): Promise<RedisHandle> => {
    const started = await ensureRedis({ redisUrl: null, dataDir, mayStart: true, onEvent: tell });
    if (started === null) throw new Error('no Redis could be started');
    return started;
  };
  let handle: RedisHandle | null = await start();
  const { url } = handle;
  const { port, password } = new URL(url);
  const direct = connectRedis(url, () => {});
  const log = (): string => {
    const folder = join(redisDirOf(dataDir), 'appendonlydir');
    const newest = readdirSync(folder)
      .filter((name) => name.endsWith('.incr.aof'))
      .sort()
      .at(-1);
    if (newest === undefined) throw new Error('Redis has no append-only log');
    return join(folder, newest);
  };
  const stop = async (): Promise<void> => {
    await handle?.stop();
    handle = null;
  };
  return {
    url,
    port: Number(port),
    password,
    direct,
    pid: () => redisPidOf(dataDir),
    async kill() {
      // The one that was killed before may not be back yet.
      await direct.ping();
      await killRedisOf(dataDir);
    },
    stop,
    async start() {
      handle ??= await start();
    },
    logBytes: () => statSync(log()).size,
    cutLog(bytes) {
      const path = log();
      truncateSync(path, Math.max(0, statSync(path).size - bytes));
    },
    async close() {
      direct.disconnect();
      await stop();
    },
  };
}
