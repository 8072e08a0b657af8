import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'bullmq';
import { expect, it, onTestFinished } from 'vitest';
import { connectRedis } from '../../src/redis/connect.ts';
import { keepCompleted, openQueues } from '../../src/workers/queues.ts';
import { testRedisUrl } from '../support/redis.ts';

it('of finished jobs the newest are kept, as many as it says; of a queue’s events about a thousand', async () => {
  const redis = connectRedis(await testRedisUrl(), () => {});
  const queues = openQueues(redis, { prefix: 'kept' });
  const worker = new Worker('fetch', async () => {}, { connection: redis, prefix: 'kept', concurrency: 100 });
  onTestFinished(async () => {
    await worker.close();
    await queues.close();
    redis.disconnect();
  });
  const sent = keepCompleted.count + 500;
  const jobs = Array.from({ length: sent }, (_, n) => ({
    id: n.toString(16).padStart(20, '0'),
    run: 1,
    address: `https://feed.example/${n}`,
  }));
  await queues.sendMany('fetch', jobs);
  const inHand = async (): Promise<number> => {
    const { waiting, active } = (await queues.counts()).fetch;
    return waiting + active;
  };
  while ((await inHand()) > 0) await sleep(50);

  expect((await queues.counts()).fetch.completed).toBe(keepCompleted.count);
  const [newest, oldest] = await queues.standing(
    [jobs.at(-1), jobs[0]].map((job) => ({ ...job, stage: 'fetch' }) as never),
  );
  expect([newest, oldest]).toEqual(['finished', 'gone']);
  expect(await redis.xlen('kept:fetch:events')).toBeLessThan(1_300);
}, 60_000);
