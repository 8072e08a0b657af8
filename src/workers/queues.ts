import { type JobsOptions, Queue } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { documentId } from '../pipeline/documents.ts';
import type { RunRef } from '../store/document-store.ts';
import { type StageName, stageNames } from '../store/ledger.ts';
import { mostTries } from './backoff.ts';

/** A job's payload: which run of which document, and its address for the people who look at the board. */
export const jobSchema = z.object({ id: documentId, run: z.int().min(1), address: z.string() });
export type JobData = z.infer<typeof jobSchema>;

/**
 * Finished jobs are kept longer than any stall can last: while one is kept, BullMQ swallows a second job of its id, so
 * that a worker which comes back from the dead cannot send a document on twice.
 */
const keepCompleted = { age: 900, count: 20_000 };
const keepFailed = { age: 7 * 24 * 3600, count: 5_000 };

/** The queues, one a stage. Only this file and stage-worker.ts know BullMQ. */
export type Queues = {
  /** Sends a job to a stage; one of the same run that is there already, waiting or finished, is left as it is. */
  send(stage: StageName, job: JobData): Promise<void>;
  sendMany(stage: StageName, jobs: JobData[]): Promise<void>;
  /** Whether any queue still works on, or will work on, this run. */
  isLive(ref: RunRef): Promise<boolean>;
  /** Clears what is kept of this run and sends it to the first stage again. */
  restart(job: JobData): Promise<void>;
  /** How many processes work on a stage. */
  workers(stage: StageName): Promise<number>;
  /** For Bull Board. */
  all: Queue[];
  close(): Promise<void>;
};

/** Opens the queues on a connection that the caller owns. How often a stage tries a document is told to its worker. */
export function openQueues(redis: Redis, settings: { prefix: string }): Queues {
  const options: JobsOptions = {
    attempts: mostTries,
    backoff: { type: 'by-error' },
    removeOnComplete: keepCompleted,
    removeOnFail: keepFailed,
  };
  const open = (name: StageName): Queue =>
    new Queue(name, { connection: redis, prefix: settings.prefix, defaultJobOptions: options });
  const queues = Object.fromEntries(stageNames.map((name) => [name, open(name)])) as Record<StageName, Queue>;
  const all = Object.values(queues);
  // The connection tells of its own troubles; a queue without a listener would end the process over them.
  for (const queue of all) queue.on('error', () => {});
  const live = new Set(['waiting', 'active', 'delayed', 'prioritized', 'waiting-children']);

  return {
    async send(stage, job) {
      await queues[stage].add(labelOf(job.address), job, { jobId: jobId(job) });
    },
    async sendMany(stage, jobs) {
      await queues[stage].addBulk(
        jobs.map((job) => ({ name: labelOf(job.address), data: job, opts: { jobId: jobId(job) } })),
      );
    },
    async isLive(ref) {
      // In the order of the line: a hop adds the next job before it ends its own, so a run on its way is seen.
      for (const name of stageNames) if (live.has(await queues[name].getJobState(jobId(ref)))) return true;
      return false;
    },
    async restart(job) {
      for (const queue of all) await queue.remove(jobId(job));
      await queues.fetch.add(labelOf(job.address), job, { jobId: jobId(job) });
    },
    workers: (stage) => queues[stage].getWorkersCount(),
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
