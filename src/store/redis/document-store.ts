import type { Redis } from 'ioredis';
import type { DocumentStore, RunRef } from '../document-store.ts';

/** The document store in Redis: one hash a run, one field a stage; a set names the runs that hold one. */
export function redisDocumentStore(redis: Redis, prefix: string): DocumentStore {
  const runs = `${prefix}:bodies`;
  const nameOf = ({ id, run }: RunRef): string => `${id}-${run}`;
  const keyOf = (ref: RunRef): string => `${prefix}:body:${nameOf(ref)}`;

  return {
    async save(ref, madeBy, body) {
      const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
      await all(redis.multi().hset(keyOf(ref), madeBy, bytes).sadd(runs, nameOf(ref)).exec());
    },
    load: (ref, madeBy) => redis.hgetBuffer(keyOf(ref), madeBy),
    async free(ref) {
      await all(redis.multi().unlink(keyOf(ref)).srem(runs, nameOf(ref)).exec());
    },
    async *runs() {
      let cursor = '0';
      do {
        const [next, names] = await redis.sscan(runs, cursor, 'COUNT', 500);
        cursor = next;
        if (names.length > 0) yield names.map(refOf);
      } while (cursor !== '0');
    },
    count: () => redis.scard(runs),
  };
}

function refOf(name: string): RunRef {
  const dash = name.lastIndexOf('-');
  return { id: name.slice(0, dash), run: Number(name.slice(dash + 1)) };
}

// A transaction answers with its commands' errors instead of throwing them.
async function all(answer: Promise<[Error | null, unknown][] | null>): Promise<void> {
  for (const [error] of (await answer) ?? []) if (error) throw error;
}
