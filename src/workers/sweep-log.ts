import { z } from 'zod';
import type { Redis } from '../redis/connect.ts';
import type { Sweep } from './reconcile.ts';

const count = z.coerce.number().int().min(0);

/** The last sweep of the reconciler, and what all did together since Redis was last emptied. Times ISO 8601, UTC. */
export const sweepRecordSchema = z.object({
  began: z.iso.datetime(),
  tookMs: count,
  by: z.string(),
  looked: count,
  sent: count,
  closed: count,
  freed: count,
  /** Whether it looked at all rows in flight, and had room for what it found. */
  wasWhole: z.boolean(),
  total: z.object({ sweeps: count, sent: count, closed: count, freed: count }),
});
export type SweepRecord = z.infer<typeof sweepRecordSchema>;

/** What the reconciler did, shared by all processes. */
export type SweepLog = {
  note(sweep: Sweep, times: { began: number; by: string }): Promise<void>;
  /** Null when none has swept since Redis was last emptied. */
  last(): Promise<SweepRecord | null>;
};

/** The log in Redis: one hash. */
export function redisSweepLog(redis: Redis, prefix: string): SweepLog {
  const key = `${prefix}:sweep`;
  return {
    async note({ sent, closed, freed, looked, wasWhole }, { began, by }) {
      const did = { sent: sent.length, closed: closed.length, freed };
      const last = { began: new Date(began).toISOString(), tookMs: Date.now() - began, by, looked, wasWhole, ...did };
      const steps = redis
        .multi()
        .hset(key, Object.fromEntries(Object.entries(last).map(([name, value]) => [name, `${value}`])));
      for (const [name, n] of Object.entries({ sweeps: 1, ...did })) steps.hincrby(key, `total.${name}`, n);
      await steps.exec();
    },
    async last() {
      const {
        'total.sweeps': sweeps,
        'total.sent': sent,
        'total.closed': closed,
        'total.freed': freed,
        ...last
      } = await redis.hgetall(key);
      const read = sweepRecordSchema.safeParse({
        ...last,
        wasWhole: last.wasWhole === 'true',
        total: { sweeps, sent, closed, freed },
      });
      return read.success ? read.data : null;
    },
  };
}
