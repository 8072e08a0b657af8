import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Logger, pino } from 'pino';
import { type Config, projectDir } from './config.ts';
import { diskFree } from './disk-free.ts';
import { UsageError } from './errors.ts';
import type { Redis } from './redis/connect.ts';
import { openSqliteStore } from './store/sqlite/store.ts';
import type { Store } from './store/store.ts';
import type { LineParts } from './workers/status.ts';

/** The version in package.json. */
export const version: string = JSON.parse(readFileSync(join(projectDir, 'package.json'), 'utf8')).version;

/** What most commands work with: the settings, the log, the store. Closing it closes what was opened through it. */
export type Desk = {
  config: Config;
  log: Logger;
  store: Store;
  /**
   * Opens the queues. With `mayStart` a Redis is started when none is there; without it the answer is null then.
   * @throws UsageError with `mayStart`, when REDIS_URL names one that does not answer, or none can be started.
   */
  openQueues(mayStart: boolean): Promise<DeskQueues | null>;
  close(): Promise<void>;
};

export type DeskQueues = LineParts & { redis: Redis; how: string };

/** Opens the store of the configuration's data folder. */
export function openDesk(config: Config, tell: (message: string) => void): Desk {
  const log = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
  const store = openSqliteStore(config.dataDir);
  const closers: (() => Promise<unknown>)[] = [() => store.close()];
  return {
    config,
    log,
    store,
    async openQueues(mayStart) {
      // Loaded when it is asked for: a search need not wait for BullMQ, which takes half of a short command's time.
      const { connectRedis } = await import('./redis/connect.ts');
      const { ensureRedis } = await import('./redis/ensure-redis.ts');
      const { openQueues } = await import('./workers/queues.ts');
      const { redisUrl, dataDir } = config;
      const server = await ensureRedis({ redisUrl, dataDir, mayStart, onEvent: tell }).catch((error: unknown) => {
        // Whoever only hands in work does without: the ledger has it, and the line finds it there.
        if (mayStart || !(error instanceof UsageError)) throw error;
        tell(error.message);
        return null;
      });
      if (server === null) return null;
      const redis = connectRedis(server.url, (fault) =>
        tell(fault === null ? 'Redis is back' : `Redis is away (${fault}); work waits until it is back`),
      );
      const { redisPrefix: prefix } = config;
      const queues = openQueues(redis, {
        prefix,
        limits: config.backpressure,
        diskFree: () => diskFree(dataDir),
        onLevel: (what, level, words) =>
          level === 'ok'
            ? log.info({ what }, `no longer: ${words}`)
            : log.warn({ what, level }, level === 'paused' ? `nothing more is fetched or sent: ${words}` : words),
      });
      closers.push(
        () => queues.close(),
        async () => redis.disconnect(),
        () => server.stop(),
      );
      const { redisDocumentStore } = await import('./store/redis/document-store.ts');
      const { redisSweepLog } = await import('./workers/sweep-log.ts');
      const { redisRollCall } = await import('./workers/roll-call.ts');
      return {
        redis,
        queues,
        bodies: redisDocumentStore(redis, prefix),
        sweeps: redisSweepLog(redis, prefix),
        rollCall: redisRollCall(redis, prefix),
        how: server.how,
      };
    },
    async close() {
      // The store last: what the others still hold may write to it.
      const [storeLast, ...others] = closers;
      for (const close of others) await close();
      await storeLast?.();
    },
  };
}
