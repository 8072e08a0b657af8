import { DelayedError, type Job, UnrecoverableError, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import type { Logger } from 'pino';
import { LaterError, PermanentError, TurnError } from '../errors.ts';
import { type Activity, watchActivity } from './activity.ts';
import { type Backoff, triesFor, waitAfter } from './backoff.ts';
import { type HopNeeds, type HopResult, hop, LostBodyError } from './hop.ts';
import type { LineStage } from './line.ts';
import { type CaseSettings, quarantine, reasonOf, stackOf } from './quarantine.ts';
import { jobSchema } from './queues.ts';

/**
 * A killed worker's job is seen as stalled when its lock has run out, and is running again within lock + twice the interval
 * (two workers' looks may fall beside each other): 10 s. A look costs one small script. A lock is renewed after half its
 * time, so an event loop may stand still for 4 s.
 */
const recovery = { lockDuration: 8_000, stalledInterval: 1_000 };
/**
 * How often it may happen to one job: a document must not be blamed for its neighbours' crash, nor for whoever kills one worker
 * after another: what was at hand comes first again, and is at hand at the next kill too. Where documents are isolated it is
 * not judged by that: it runs alone the next time, and what ends its process then is not it.
 */
const mostStalls = (stage: LineStage): number => (stage.isolated ? 100 : 20);

export type StageWorkerSettings = {
  prefix: string;
  concurrency: number;
  backoff: Backoff;
  cases: CaseSettings;
  log: Logger;
};

/** A stage at work on its queue. */
export type StageWorker = {
  /** Takes no more jobs, waits up to `seconds` for those at hand, then lets go of them. */
  drain(seconds: number): Promise<void>;
  activity: Activity;
};

/** Starts working on a stage's queue. */
export function startStageWorker(
  stage: LineStage,
  redis: Redis,
  needs: HopNeeds,
  { prefix, concurrency, backoff, cases, log }: StageWorkerSettings,
): StageWorker {
  const process = async (job: Job, token?: string): Promise<HopResult> => {
    const { address, ...ref } = jobSchema.parse(job.data);
    const attempt = job.attemptsMade + 1;
    try {
      return await hop(stage, ref, { attempt, alone: job.stalledCounter > 0 }, needs);
    } catch (error) {
      const later = error instanceof LaterError ? error : redisIsFull(error);
      if (later) await putOff(job, token, later);
      if (error instanceof LostBodyError) throw new UnrecoverableError(error.message);
      if (!(error instanceof PermanentError) && attempt < triesFor(error, backoff)) throw error;
      log.error({ id: ref.id, address, stage: stage.name }, `quarantined: ${(error as Error).message}`);
      log.debug({ id: ref.id, err: error }, 'why it was quarantined');
      await quarantine(ref, error as Error, needs, cases).catch((fault: unknown) => {
        if (fault instanceof LaterError) return putOff(job, token, fault);
        throw fault;
      });
      throw unrecoverable(error as Error);
    }
  };

  async function putOff(job: Job, token: string | undefined, later: LaterError): Promise<never> {
    const { message, delayMs } = later;
    // To wait for one's turn at a host is nothing out of the ordinary.
    log[later instanceof TurnError ? 'debug' : 'warn'](
      { job: job.id, stage: stage.name, delayMs },
      `put off: ${message}`,
    );
    await job.moveToDelayed(Date.now() + delayMs, token);
    throw new DelayedError();
  }

  const activity = watchActivity();
  const worker = new Worker(stage.name, (job, token) => activity.during(() => process(job, token)), {
    connection: redis,
    prefix,
    concurrency,
    ...recovery,
    maxStalledCount: mostStalls(stage),
    settings: { backoffStrategy: (made, _type, error) => waitAfter(made, error, backoff) },
    // The default of 15 s would be added to every Redis outage.
    runRetryDelay: 1_000,
  });
  worker.on('error', (error) => log.debug({ stage: stage.name, err: error }, 'worker error'));
  worker.on('failed', (job, error) => {
    // BullMQ itself fails a job that has stalled too often: its processor is not asked.
    if (!job || !/stalled more than/.test(error.message)) return;
    const ref = jobSchema.parse(job.data);
    const fate = new Error(`its worker died or hung ${mostStalls(stage) + 1} times`);
    quarantine(ref, fate, needs, cases).catch((fault) =>
      log.error({ id: ref.id, err: fault }, 'a stalled document could not be quarantined; the reconciler will'),
    );
  });

  return {
    activity,
    async drain(seconds) {
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<'late'>((resolve) => {
        timer = setTimeout(resolve, seconds * 1000, 'late');
      });
      const closed = worker.close().then(() => 'closed' as const);
      if ((await Promise.race([closed, late])) === 'late') {
        log.warn({ stage: stage.name }, 'not drained in time; another worker takes up what is left');
        await Promise.race([worker.close(true), new Promise((resolve) => setTimeout(resolve, 1_000))]);
      }
      clearTimeout(timer);
    },
  };
}

/** Redis takes nothing now: its memory or its disk is full. A transaction that is refused for that tells why in `previousErrors`. */
function redisIsFull(error: unknown): LaterError | null {
  if (!(error instanceof Error)) return null;
  const causes = 'previousErrors' in error && Array.isArray(error.previousErrors) ? error.previousErrors : [];
  const refused = [error, ...causes].find(({ message }) => /^(OOM|MISCONF) /.test(message));
  if (refused === undefined) return null;
  const what = refused.message.startsWith('OOM') ? 'has reached its maxmemory' : 'cannot write to its disk';
  return new LaterError(`Redis ${what}`, 5_000, { cause: error });
}

/** What Bull Board shows of a failed job: the same reason and stack as its case. */
function unrecoverable(error: Error): UnrecoverableError {
  const { code, detail } = reasonOf(error);
  const final = new UnrecoverableError(`${code}: ${detail}`);
  final.stack = stackOf(error) ?? final.message;
  return final;
}
