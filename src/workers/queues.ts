import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { documentId } from '../pipeline/documents.ts';
import { readMemory } from '../redis/memory.ts';
import type { RunRef } from '../store/document-store.ts';
import { type StageName, stageNames } from '../store/ledger.ts';
import { mostTries } from './backoff.ts';
import { type OnLevel, type Pressure, type PressureLimits, type PressureReading, watchPressure } from './pressure.ts';

/** A job's payload: which run of which document, and its address for the people who look at the board. */
export const jobSchema = z.object({ id: documentId, run: z.int().min(1), address: z.string() });
export type JobData = z.infer<typeof jobSchema>;

/**
 * Finished jobs are kept for those who look at the board, and for a while after a stall: while one is kept, BullMQ swallows a second
 * job of its id, so that a worker which comes back from the dead sends nothing on twice. Without it a hop is done twice, which does no
 * harm; so a few thousand are plenty, and what Redis holds of them (under 1 KB each) is at its bound within minutes.
 */
export const keepCompleted = { age: 900, count: 2_000 };
/** BullMQ's stream of what happened in a queue, which nothing of ours reads: it keeps 10,000 entries when left alone. */
const keepEvents = 1_000;
const keepFailed = { age: 7 * 24 * 3600, count: 5_000 };

/** A stage's jobs by state. `oldestMs`: how long ago the job that is next was sent; null when none waits. */
export type QueueCounts = {
  waiting: number;
  active: number;
  delayed: number;
  failed: number;
  completed: number;
  oldestMs: number | null;
};

export type Standing = 'live' | 'finished' | 'gone';

/** The queues, one a stage. Only this file and stage-worker.ts know BullMQ. */
export type Queues = {
  /** Sends a job to a stage; one of the same run that is there already, waiting or finished, is left as it is. */
  send(stage: StageName, job: JobData): Promise<void>;
  sendMany(stage: StageName, jobs: JobData[]): Promise<void>;
  /**
   * How each run stands: `live` when a queue works on it or will, `finished` when jobs of it are kept that have ended, else
   * `gone`. `stage` is where it was last seen: the place that is looked at first.
   */
  standing(refs: (RunRef & { stage: StageName })[]): Promise<Standing[]>;
  /** Clears what is kept of this run and sends it to the first stage again. */
  restart(job: JobData): Promise<void>;
  /** How many processes work on a stage. */
  workers(stage: StageName): Promise<number>;
  counts(): Promise<Record<StageName, QueueCounts>>;
  /** Whether somebody has paused a stage's queue. */
  isPaused(stage: StageName): Promise<boolean>;
  /** Removes finished jobs that are older than they need be: BullMQ does so only when another one finishes. */
  trim(): Promise<void>;
  /** How much more Redis may be given. */
  pressure: Pressure;
  /** For Bull Board. */
  all: Queue[];
  close(): Promise<void>;
};

const unbounded: PressureLimits = {
  maxJobs: Number.MAX_SAFE_INTEGER,
  maxBodies: Number.MAX_SAFE_INTEGER,
  maxRedisBytes: Number.MAX_SAFE_INTEGER,
  minFreeDiskBytes: 0,
};

export type QueueSettings = {
  prefix: string;
  limits?: PressureLimits;
  /** What is free on the disk of the data folder, in bytes. */
  diskFree?(): Promise<number>;
  onLevel?: OnLevel;
};

/**
 * Opens the queues on a connection that the caller owns. How often a stage tries a document is told to its worker; `limits`
 * bound what may wait, and nothing does when they are left out.
 */
export function openQueues(redis: Redis, settings: QueueSettings): Queues {
  const { prefix, limits = unbounded, diskFree = async () => Number.MAX_SAFE_INTEGER, onLevel } = settings;
  const options: JobsOptions = {
    attempts: mostTries,
    backoff: { type: 'by-error' },
    removeOnComplete: keepCompleted,
    removeOnFail: keepFailed,
  };
  const open = (name: StageName): Queue =>
    new Queue(name, {
      connection: redis,
      prefix,
      defaultJobOptions: options,
      streams: { events: { maxLen: keepEvents } },
    });
  const queues = Object.fromEntries(stageNames.map((name) => [name, open(name)])) as Record<StageName, Queue>;
  const all = Object.values(queues);
  // The connection tells of its own troubles; a queue without a listener would end the process over them.
  for (const queue of all) queue.on('error', () => {});
  // Jobs that wait for their host or for another try are not counted: a slow host would hold up the others.
  const read = async (): Promise<PressureReading> => {
    const counts = await Promise.all(
      stageNames.map((name) => queues[name].getJobCountByTypes('waiting', 'prioritized')),
    );
    const waiting = Object.fromEntries(stageNames.map((name, n) => [name, counts[n] ?? 0])) as Record<
      StageName,
      number
    >;
    return { waiting, memory: await readMemory(redis), diskFree: await diskFree() };
  };
  /** A job's hash is there from its adding to its removal, and has `finishedOn` once it has ended: BullMQ's own order of things. */
  async function ask(questions: { ref: RunRef; stages: readonly StageName[] }[]): Promise<Standing[]> {
    const pipeline = redis.pipeline();
    for (const { ref, stages } of questions) {
      for (const name of stages) pipeline.hmget(queues[name].toKey(jobId(ref)), 'timestamp', 'finishedOn');
    }
    const answers = questions.length === 0 ? [] : ((await pipeline.exec()) ?? []);
    return questions.map(({ stages }) => {
      const jobs = answers.splice(0, stages.length).map(([error, job]) => {
        if (error) throw error;
        return job as (string | null)[];
      });
      if (jobs.some(([added, ended]) => added !== null && ended === null)) return 'live';
      return jobs.some(([added]) => added !== null) ? 'finished' : 'gone';
    });
  }

  return {
    async send(stage, job) {
      await queues[stage].add(labelOf(job.address), job, { jobId: jobId(job) });
    },
    async sendMany(stage, jobs) {
      await queues[stage].addBulk(
        jobs.map((job) => ({ name: labelOf(job.address), data: job, opts: { jobId: jobId(job) } })),
      );
    },
    async standing(refs) {
      const standing = await ask(refs.map((ref) => ({ ref, stages: [ref.stage] })));
      const others = refs.filter((_, n) => standing[n] !== 'live');
      // In the order of the line: a hop adds the next job before it ends its own, so a run on its way is seen.
      const again = await ask(others.map((ref) => ({ ref, stages: stageNames })));
      return standing.map((one) => (one === 'live' ? one : (again.shift() ?? 'gone')));
    },
    async restart(job) {
      for (const queue of all) await queue.remove(jobId(job));
      await queues.fetch.add(labelOf(job.address), job, { jobId: jobId(job) });
    },
    workers: (stage) => queues[stage].getWorkersCount(),
    pressure: watchPressure(read, limits, onLevel),
    async counts() {
      const of = async (name: StageName): Promise<[StageName, QueueCounts]> => {
        const queue = queues[name];
        const n = await queue.getJobCounts('waiting', 'active', 'delayed', 'failed', 'completed');
        // Jobs are taken from the end of the list.
        const next = await redis.lindex(queue.toKey('wait'), -1);
        const sent = next === null ? null : await redis.hget(queue.toKey(next), 'timestamp');
        const { waiting = 0, active = 0, delayed = 0, failed = 0, completed = 0 } = n;
        const oldestMs = sent === null ? null : Math.max(0, Date.now() - Number(sent));
        return [name, { waiting, active, delayed, failed, completed, oldestMs }];
      };
      return Object.fromEntries(await Promise.all(stageNames.map(of))) as Record<StageName, QueueCounts>;
    },
    isPaused: (stage) => queues[stage].isPaused(),
    async trim() {
      for (const queue of all) await queue.clean(keepCompleted.age * 1000, keepCompleted.count, 'completed');
    },
    all,
    async close() {
      await Promise.all(all.map((queue) => queue.close()));
    },
  };
}

/** BullMQ refuses ids with a colon and ids of digits alone; the run makes a run-again a job of its own. */
const jobId = ({ id, run }: RunRef): string => `${id}-${run}`;

/** What Bull Board calls a job: the end of its address, where documents differ. */
function labelOf(address: string): string {
  const label = address.replace(/^\w+:\/*/, '');
  return label.length <= 70 ? label : `…${label.slice(-69)}`;
}
