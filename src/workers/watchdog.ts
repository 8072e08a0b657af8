import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Redis } from '../redis/connect.ts';
import type { Ledger, StageName } from '../store/ledger.ts';
import type { Activity } from './activity.ts';
import type { Queues } from './queues.ts';
import type { RollCall } from './roll-call.ts';

export type WatchdogNeeds = {
  redis: Pick<Redis, 'ping'>;
  ledger: Pick<Ledger, 'get'>;
  queues: Pick<Queues, 'counts' | 'isPaused' | 'pressure'>;
  rollCall: RollCall;
  log: Logger;
};

export type WatchdogSettings = {
  /** Who this is, for the roll call. */
  worker: string;
  stages: readonly { name: StageName; activity: Activity }[];
  /** How long a worker may make no progress before it counts as stuck. */
  stuckMs: number;
};

/** Redis and the store count as answering when they do within this. */
const patienceMs = 3_000;

/**
 * Watches whether this process makes progress, and says at the roll call that it is there. It is stuck when one of its stages
 * has work that waits and takes none for `stuckMs`, or has been at one document for so long, all the while Redis and the store
 * answer, the queue is not paused and nothing brakes: then a connection or a promise has died that nobody else hears of.
 * @returns `stuck`: resolves with the reason; never, when all goes well.
 */
export function startWatchdog(
  { redis, ledger, queues, rollCall, log }: WatchdogNeeds,
  { worker, stages, stuckMs }: WatchdogSettings,
): { stuck: Promise<string>; stop(): Promise<void> } {
  const lookMs = Math.min(5_000, stuckMs / 4);
  // Since when each stage has had no excuse, and since when documents have waited for it as well.
  const free = new Map<StageName, number>();
  const hungry = new Map<StageName, number>();
  let reason: string | null = null;
  let resolve: (reason: string) => void = () => {};
  const stuck = new Promise<string>((done) => {
    resolve = done;
  });

  async function answers(): Promise<boolean> {
    const asked = Promise.all([redis.ping(), ledger.get('watchdog')]).then(
      () => true,
      () => false,
    );
    return Promise.race([asked, sleep(patienceMs, false, { ref: false })]);
  }

  async function look(): Promise<string | null> {
    const looked = performance.now();
    if (!(await answers())) {
      free.clear();
      hungry.clear();
      return null;
    }
    const [counts, brake] = [await queues.counts(), await queues.pressure.brake()];
    for (const { name, activity } of stages) {
      const { lastAt, oldestAt } = activity.seen();
      const excused = (name === 'fetch' && brake !== null) || (await queues.isPaused(name));
      const freeAt = keep(free, name, !excused, looked);
      const hungryAt = keep(hungry, name, !excused && counts[name].waiting > 0, looked);
      if (freeAt !== null && oldestAt !== null && looked - Math.max(oldestAt, freeAt) > stuckMs)
        return `${name} has been at one document for ${seconds(looked - oldestAt)}`;
      if (hungryAt !== null && looked - Math.max(lastAt, hungryAt) > stuckMs)
        return `${name} has taken none of ${counts[name].waiting} waiting documents for ${seconds(looked - lastAt)}`;
    }
    return null;
  }

  const say = (): Promise<void> =>
    rollCall.say({
      worker,
      at: new Date().toISOString(),
      stages: stages.map(({ name }) => name),
      done: stages.reduce((sum, { activity }) => sum + activity.seen().done, 0),
      stuck: reason,
    });

  let looking: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    looking = looking.then(round).catch((error: unknown) => log.debug({ err: error }, 'the watchdog could not look'));
  }, lookMs);
  async function round(): Promise<void> {
    if (reason === null) {
      reason = await look();
      if (reason !== null) {
        log.error({ worker }, `makes no progress: ${reason}`);
        resolve(reason);
      }
    }
    await say();
  }
  void say().catch(() => {});

  return {
    stuck,
    async stop() {
      clearInterval(timer);
      await Promise.race([rollCall.leave(worker).catch(() => {}), sleep(1_000, undefined, { ref: false })]);
    },
  };
}

/** Since when something has held for a stage: from now on when it did not before, null when it does not. */
function keep(since: Map<StageName, number>, name: StageName, holds: boolean, now: number): number | null {
  if (!holds) since.delete(name);
  else if (!since.has(name)) since.set(name, now);
  return since.get(name) ?? null;
}

const seconds = (ms: number): string => `${Math.round(ms / 1000)} s`;
