import { Redis } from 'ioredis';
import { type ServerRecord, urlOf } from './server-record.ts';

/** What a server says of itself, or why it does not. */
export type Answer =
  | { ok: true; version: string; maxmemoryPolicy: string | null; pid: number; loading: boolean }
  | { ok: false; cause: string };

/** Asks the server at `url` who it is, once, within `patienceMs`. Never throws. */
export async function probe(url: string, patienceMs: number): Promise<Answer> {
  return withConnection(url, patienceMs, async (redis) => {
    // INFO, not CONFIG GET: hosted servers often forbid CONFIG.
    const info = await redis.info();
    const field = (name: string): string | null => new RegExp(`^${name}:(.*?)\\r?$`, 'm').exec(info)?.[1] ?? null;
    return {
      ok: true,
      version: field('redis_version') ?? '0',
      maxmemoryPolicy: field('maxmemory_policy'),
      pid: Number(field('process_id') ?? 0),
      loading: field('loading') === '1',
    };
  });
}

/** Like `probe`, for the server of a record; another program's server on that port is no answer. */
export async function probeOwn(record: ServerRecord, patienceMs: number): Promise<Answer> {
  const answer = await probe(urlOf(record), patienceMs);
  if (!answer.ok || (await isOwn(record, patienceMs))) return answer;
  return { ok: false, cause: notOwn };
}

/**
 * Asks the server of a record to write out what it holds and end, without waiting for it.
 * False when another program answers on that port; true when ours was asked, or nothing answers at all.
 */
export async function askToEnd(record: ServerRecord, patienceMs: number): Promise<boolean> {
  const answer = await withConnection(urlOf(record), patienceMs, async (redis) => {
    if (!(await holdsPassword(redis, record))) return { ok: false as const, cause: notOwn };
    // It gives no answer: the connection closes when the server goes.
    await redis.shutdown('NOSAVE').catch(() => undefined);
    return { ok: true };
  });
  return answer.ok || /no answer|ECONNREFUSED|ECONNRESET|closed/.test(answer.cause);
}

const notOwn = 'another program listens there';

async function isOwn(record: ServerRecord, patienceMs: number): Promise<boolean> {
  const answer = await withConnection(urlOf(record), patienceMs, async (redis) => ({
    ok: await holdsPassword(redis, record),
  }));
  return answer.ok;
}

/** A server without a password lets anybody in: that we got in does not make it ours. */
async function holdsPassword(redis: Redis, record: ServerRecord): Promise<boolean> {
  const answer = await redis.config('GET', 'requirepass');
  return Array.isArray(answer) && answer[1] === record.password;
}

async function withConnection<T extends { ok: boolean }>(
  url: string,
  patienceMs: number,
  work: (redis: Redis) => Promise<T>,
): Promise<T | { ok: false; cause: string }> {
  let fault: string | null = null;
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: patienceMs,
    enableReadyCheck: false,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
    // ioredis keeps a process alive for this long after a disconnect, whatever the other side says.
    disconnectTimeout: 100,
  });
  redis.on('error', (error: NodeJS.ErrnoException) => {
    fault ??= error.message || (error.code ?? 'no connection');
  });
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs);
  });
  try {
    return await Promise.race([redis.connect().then(() => work(redis)), late]);
  } catch (error) {
    return { ok: false, cause: fault ?? (error as Error).message };
  } finally {
    clearTimeout(timer);
    redis.disconnect();
  }
}
