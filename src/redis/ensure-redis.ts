import { existsSync, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { UsageError } from '../errors.ts';
import { checkExternalServer, checkFitness } from './external-server.ts';
import { ownServer } from './owned-server.ts';
import { type OwnerLock, takeOwnerLock } from './owner-lock.ts';
import { probeOwn } from './probe.ts';
import { readRecord, redisDirOf, type ServerRecord, urlOf } from './server-record.ts';
import { standBy } from './stand-by.ts';

/** A Redis to work with. `how` is for people; `url` may hold a password and must not be printed. */
export type RedisHandle = { url: string; how: string; stop(): Promise<void> };

export type RedisOptions = {
  /** The server to use; null: one of our own under `dataDir`. */
  redisUrl: string | null;
  dataDir: string;
  /** False: only a server that is there already will do. */
  mayStart: boolean;
  /** Hears what a person should know: an installation, a restart, a take-over. */
  onEvent(message: string): void;
};

/** How long an owner that is just starting, perhaps installing, its server is waited for. */
const ownerMs = { whenWeMayStart: 600_000, whenNot: 3_000 };

/**
 * Finds or starts a Redis. The processes of one data folder share one server: the first is its owner, and when it goes
 * another one takes over, on the same port with the same data. A server started here ends with its owner.
 * @returns null when there is none and `mayStart` is false.
 * @throws UsageError when REDIS_URL does not answer or does not fit, or no server can be found or started.
 */
export async function ensureRedis(options: RedisOptions): Promise<RedisHandle | null> {
  const { redisUrl, dataDir, mayStart, onEvent } = options;
  if (redisUrl !== null) {
    await checkExternalServer(redisUrl);
    return { url: redisUrl, how: 'REDIS_URL', stop: async () => {} };
  }
  const redisDir = redisDirOf(dataDir);
  if (!mayStart && !existsSync(redisDir)) return null;
  const deadline = performance.now() + (mayStart ? ownerMs.whenWeMayStart : ownerMs.whenNot);
  while (performance.now() < deadline) {
    const lock = takeLockOf(redisDir);
    if (lock !== null) {
      if (mayStart) return own(redisDir, lock, onEvent);
      lock.release();
      return null;
    }
    const record = readRecord(redisDir);
    const answer = record === null ? null : await probeOwn(record, 1_000);
    if (record !== null && answer?.ok && !answer.loading) {
      checkFitness(answer, `127.0.0.1:${record.port}`);
      return share(redisDir, record, mayStart, onEvent);
    }
    await sleep(100);
  }
  if (!mayStart) return null;
  throw new UsageError(
    `another copydesk process holds ${redisDir} but its Redis does not answer`,
    'stop that process and try again',
  );
}

async function own(redisDir: string, lock: OwnerLock, onEvent: (message: string) => void): Promise<RedisHandle> {
  try {
    const server = await ownServer(redisDir, onEvent);
    const stop = async (): Promise<void> => {
      await server.stop();
      lock.release();
    };
    const how = `started on port ${server.record.port} (${server.program})`;
    return { url: urlOf(server.record), how, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function share(
  redisDir: string,
  record: ServerRecord,
  mayStart: boolean,
  onEvent: (message: string) => void,
): RedisHandle {
  const stop = mayStart ? standBy(redisDir, record, onEvent).stop : async () => {};
  return { url: urlOf(record), how: `shared with another copydesk process on port ${record.port}`, stop };
}

function takeLockOf(redisDir: string): OwnerLock | null {
  try {
    mkdirSync(redisDir, { recursive: true, mode: 0o700 });
    return takeOwnerLock(redisDir);
  } catch (error) {
    throw new UsageError(
      `the folder ${redisDir} for Redis' data cannot be written: ${(error as Error).message}`,
      'make it writable, or name another data folder with COPYDESK_DATA_DIR',
    );
  }
}
