import { z } from 'zod';
import type { Redis } from '../redis/connect.ts';
import { stageNames } from '../store/ledger.ts';

/** What a worker process says of itself. `stuck`: why it makes no progress; null when it does, or has nothing to do. */
export const rollCallEntrySchema = z.object({
  worker: z.string(),
  at: z.iso.datetime(),
  stages: z.array(z.enum(stageNames)),
  /** Documents that it took through a stage since it started. */
  done: z.int().min(0),
  stuck: z.string().nullable(),
});
export type RollCallEntry = z.infer<typeof rollCallEntrySchema>;

/** Where worker processes say that they are there, for all to see. */
export type RollCall = {
  say(entry: RollCallEntry): Promise<void>;
  leave(worker: string): Promise<void>;
  /** Who has said so of late. */
  present(): Promise<RollCallEntry[]>;
};

/** Who says nothing for so long has gone, or stands still. */
const forgetMs = 60_000;

/** The roll call in Redis: one hash. */
export function redisRollCall(redis: Redis, prefix: string): RollCall {
  const key = `${prefix}:workers`;
  return {
    async say(entry) {
      await redis.hset(key, entry.worker, JSON.stringify(entry));
    },
    async leave(worker) {
      await redis.hdel(key, worker);
    },
    async present() {
      const entries = Object.entries(await redis.hgetall(key)).map(([worker, text]) => {
        const read = rollCallEntrySchema.safeParse(JSON.parse(text));
        return { worker, entry: read.success && Date.parse(read.data.at) > Date.now() - forgetMs ? read.data : null };
      });
      const gone = entries.filter(({ entry }) => entry === null).map(({ worker }) => worker);
      if (gone.length > 0) await redis.hdel(key, ...gone);
      return entries.flatMap(({ entry }) => entry ?? []);
    },
  };
}
