import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { redisRollCall } from '../../src/workers/roll-call.ts';
import { startWatchdog } from '../../src/workers/watchdog.ts';
import { type StageFunction, working } from './working.ts';

const job = ({ id, run, address }: { id: string; run: number; address: string }) => ({ id, run, address });
const never = (): Promise<never> => new Promise(() => {});

/** A line whose clean stage does as told, under a watchdog that waits for a second, or as long as told. */
async function watched(clean: StageFunction, stuckMs = 1_000) {
  const line = await working({ clean });
  const rollCall = redisRollCall(line.redis, line.prefix);
  const { queues } = line;
  const dog = startWatchdog(
    {
      redis: line.redis,
      ledger: line.ledger,
      queues,
      rollCall,
      log: pino({ level: 'silent' }),
    },
    { worker: 'test:1', stages: line.activities(), stuckMs },
  );
  onTestFinished(() => dog.stop());
  const feed = async (documents: number) => {
    for (let n = 1; n <= documents; n++) await queues.send('fetch', job(await line.accept(n)));
  };
  const within = (ms: number): Promise<string | null> => Promise.race([dog.stuck, sleep(ms, null)]);
  return { line, rollCall, feed, within };
}

it('hears that a stage is at one document for too long, and tells at the roll call', async () => {
  const { rollCall, feed, within } = await watched(never);
  await feed(1);
  expect(await within(60_000)).toMatch(/^clean has been at one document for \d s$/);
  await expect.poll(async () => (await rollCall.present())[0]?.stuck).toMatch(/^clean/);
});

it('hears that a stage takes nothing of what waits, as with a connection that died in silence', async () => {
  const { line, feed, within } = await watched(async (document) => ({ next: document }));
  await line.workers()[1]?.drain(1);
  await feed(3);
  expect(await within(60_000)).toMatch(/^clean has taken none of 3 waiting documents/);
});

it('says nothing while documents move, while nothing waits, and while a queue is paused', async () => {
  const { line, rollCall, feed, within } = await watched(async (document) => {
    await sleep(300);
    return { next: document };
  }, 5_000);
  await feed(100);
  expect(await within(7_000)).toBeNull();
  await line.queues.all.find(({ name }) => name === 'fetch')?.pause();
  await line.queues.send('fetch', job(await line.accept(199)));
  expect(await within(7_000)).toBeNull();
  expect(await rollCall.present()).toMatchObject([{ worker: 'test:1', stuck: null, done: expect.any(Number) }]);
});

it('forgets a worker that says nothing any more', async () => {
  const line = await working({});
  const rollCall = redisRollCall(line.redis, line.prefix);
  const entry = { worker: 'gone:1', stages: ['fetch' as const], done: 1, stuck: null };
  await rollCall.say({ ...entry, at: new Date(Date.now() - 120_000).toISOString() });
  await rollCall.say({ ...entry, worker: 'here:1', at: new Date().toISOString() });
  expect((await rollCall.present()).map(({ worker }) => worker)).toEqual(['here:1']);
  expect(await line.redis.hkeys(`${line.prefix}:workers`)).toEqual(['here:1']);
});
