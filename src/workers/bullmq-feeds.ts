import { Queue, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { z } from 'zod';

/** A job's payload: which feed, and its address for the people who look at the board. */
const feedJobSchema = z.object({ feed: z.string(), address: z.string() });

const name = 'feeds';
/** A killed worker's poll is taken up again as soon as a document in the stages. */
const recovery = { lockDuration: 8_000, stalledInterval: 1_000, maxStalledCount: 5 };
const kept = { removeOnComplete: { count: 500 }, removeOnFail: { count: 500 } };

/** When a feed is to be polled next, and how often from then on. Times in milliseconds. */
export type FeedPlan = { id: string; address: string; dueAt: number; everyMs: number };

/** The queue `feeds`: one BullMQ job scheduler a feed, named by its id. */
export type FeedQueue = {
  /** Plans a feed's next poll from within its own poll. */
  plan(plan: FeedPlan): Promise<void>;
  /** Plans it anew from outside, taking back what was planned. */
  replan(plan: FeedPlan): Promise<void>;
  forget(id: string): Promise<void>;
  /** What is planned: the time of each feed's next poll, by its id. */
  planned(): Promise<Map<string, number>>;
  /** Whether the job of the poll planned for `dueAt` is there, and has not ended. */
  hasJob(id: string, dueAt: number): Promise<boolean>;
  /** For Bull Board. */
  queue: Queue;
  close(): Promise<void>;
};

/** Opens the feeds' queue on a connection that the caller owns. */
export function openFeedQueue(redis: Redis, prefix: string): FeedQueue {
  const queue = new Queue(name, { connection: redis, prefix });
  // The connection tells of its own troubles; a queue without a listener would end the process over them.
  queue.on('error', () => {});
  const plan = async ({ id, address, dueAt, everyMs }: FeedPlan): Promise<void> => {
    const startDate = Math.max(dueAt, Date.now());
    await queue.upsertJobScheduler(
      id,
      { every: everyMs, startDate },
      { name: address.replace(/^\w+:\/*/, '').slice(0, 70), data: { feed: id, address }, opts: kept },
    );
  };
  return {
    plan,
    async replan(one) {
      // While a job of the scheduler waits, a change of its times is not taken.
      await queue.removeJobScheduler(one.id);
      await plan(one);
    },
    async forget(id) {
      await queue.removeJobScheduler(id);
    },
    async planned() {
      const schedulers = await queue.getJobSchedulers(0, -1);
      return new Map(schedulers.map(({ key, next }) => [key, next ?? 0]));
    },
    async hasJob(id, dueAt) {
      // BullMQ's name for a scheduler's next job.
      const job = await queue.getJob(`repeat:${id}:${dueAt}`);
      return job !== undefined && !(await job.isCompleted()) && !(await job.isFailed());
    },
    queue,
    close: () => queue.close(),
  };
}

/** Works on the feeds' queue: `poll` gets the id of each feed that is due. */
export function startFeedWorker(
  redis: Redis,
  { prefix, concurrency }: { prefix: string; concurrency: number },
  poll: (id: string) => Promise<string>,
): { close(): Promise<void> } {
  const worker = new Worker(name, (job) => poll(feedJobSchema.parse(job.data).feed), {
    connection: redis,
    prefix,
    concurrency,
    ...recovery,
    // The default of 15 s would be added to every Redis outage.
    runRetryDelay: 1_000,
  });
  worker.on('error', () => {});
  return { close: () => worker.close() };
}
