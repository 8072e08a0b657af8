import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Redis } from '../redis/connect.ts';
import { alone, LeaseLostError } from '../redis/lease.ts';
import { type ReconcileNeeds, reconcile, type Sweep } from './reconcile.ts';
import type { SweepLog } from './sweep-log.ts';

/** How often the ledger is compared with the queues, and how long a row may be without a job before it is sent again. */
export const sweepMs = 10_000;
export const graceMs = 15_000;
/** While the ledger holds more than the queues have room for, it is looked at more often. */
const refillMs = 1_000;
/**
 * Rows in flight take some CPU to go through, 14 s a million: five times as long is rested before the next sweep. Counted by rows,
 * not by the clock: a sweep that waited for Redis must not be followed by a long rest.
 */
const restMsPerRow = 0.07;
/** At the start no process is between a row and its job, but for one that enqueues this very moment. */
const firstGraceMs = 2_000;
/** What needs a look through all of Redis is done at every so manieth sweep. */
const deepEvery = 6;

export type ReconcilerSettings = { redis: Redis; prefix: string; sweeps: SweepLog; log: Logger };

/** Sweeps at once and then on an interval, in one process of all at a time, until it is stopped. */
export function startReconciler(
  needs: ReconcileNeeds,
  { redis, prefix, sweeps, log }: ReconcilerSettings,
): { stop(): Promise<void> } {
  const by = `${hostname()}, process ${process.pid}`;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let n = 0;

  async function sweep(grace: number): Promise<void> {
    const began = Date.now();
    const deep = n++ % deepEvery === 0;
    const done = await alone(redis, `${prefix}:reconciler`, async (lease) => {
      const swept = await reconcile(needs, { graceMs: grace, deep, lease });
      await sweeps.note(swept, { began, by });
      return swept;
    }).catch((error: unknown) => {
      if (error instanceof LeaseLostError)
        log.warn('the sweep took a break for too long and was left to another process');
      else log.error({ err: error }, 'the ledger could not be compared with the queues');
      return null;
    });
    if (done !== null) tell(done);
    const rest = done && done.sent.length > 0 ? refillMs : sweepMs;
    if (!stopped) timer = setTimeout(begin, Math.max(rest, restMsPerRow * (done?.looked ?? 0)));
  }

  function tell({ sent, closed, freed }: Sweep): void {
    const lost = sent.filter(({ times }) => times.fetch !== undefined).length;
    if (lost > 0) log.warn({ documents: lost }, 'had no job and were sent again');
    if (closed.length > 0) log.warn({ documents: closed.length }, 'had their article and no ending, and were closed');
    if (freed > 0) log.warn({ runs: freed }, 'had ended and left something in Redis, which was freed');
  }

  let sweeping = sweep(firstGraceMs);
  function begin(): void {
    sweeping = sweep(graceMs);
  }
  return {
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await Promise.race([sweeping, sleep(1_000, undefined, { ref: false })]);
    },
  };
}
