import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LaterError } from '../../src/errors.ts';
import { redisWalks } from '../../src/fetch/walks.ts';
import { requestSchema } from '../../src/pipeline/documents.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { submit } from '../../src/sources/submit.ts';
import { redisDocumentStore } from '../../src/store/redis/document-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { braked } from '../../src/workers/braked.ts';
import { packed } from '../../src/workers/packed-stage.ts';
import { type PressureReading, watchPressure } from '../../src/workers/pressure.ts';
import { openQueues } from '../../src/workers/queues.ts';
import { reconcile } from '../../src/workers/reconcile.ts';
import { testRedisUrl } from '../support/redis.ts';

const limits = { maxJobs: 100, maxBodies: 20, maxRedisBytes: 1_000 };

/** A watch over readings that the test sets; a reading is fresh for a quarter of a second. */
function watched() {
  const reading: PressureReading = {
    waiting: { fetch: 0, clean: 0, extract: 0, index: 0 },
    memory: { used: 10, most: null },
  };
  const pressure = watchPressure(async () => structuredClone(reading), limits);
  return {
    async set(waiting: Partial<PressureReading['waiting']>, used = 10, most: number | null = null) {
      Object.assign(reading.waiting, waiting);
      reading.memory = { used, most };
      await sleep(300);
      return { room: await pressure.room(), brake: await pressure.brake() };
    },
  };
}

describe('the room for more', () => {
  it('is what is free, none from the bound on, and again some at half of it', async () => {
    const { set } = watched();
    expect(await set({ fetch: 70 })).toEqual({ room: 30, brake: null });
    expect((await set({ fetch: 100 })).room).toBe(0);
    expect((await set({ fetch: 60 })).room).toBe(0);
    expect((await set({ fetch: 50 })).room).toBe(50);
    expect((await set({ fetch: 60 })).room).toBe(40);
  });

  it('is none while Redis is at its bytes, or near its own bound, and again some at nine tenths', async () => {
    const { set } = watched();
    expect((await set({ fetch: 1 }, 1_000)).room).toBe(0);
    expect((await set({ fetch: 1 }, 950)).room).toBe(0);
    expect((await set({ fetch: 1 }, 900)).room).toBe(99);
    expect((await set({ fetch: 1 }, 800, 1_000)).room).toBe(0);
    expect((await set({ fetch: 1 }, 700, 1_000)).room).toBe(99);
  });

  it('is a little when Redis is full of what is not ours, so that the line never stands', async () => {
    const { set } = watched();
    expect(await set({}, 5_000)).toEqual({ room: 16, brake: null });
    expect(await set({ clean: 1 }, 5_000)).toEqual({ room: 0, brake: expect.stringContaining('5000 bytes') });
  });
});

it('the fetch stage waits while the stages behind it are full, and is put off when that lasts', async () => {
  let brake: string | null = '20 documents wait';
  const rejected = { code: 'gone', detail: 'it is gone' };
  const stage = packed({ name: 'fetch', takes: requestSchema, run: async () => ({ rejected }) });
  const held = braked(stage, { room: async () => 0, brake: async () => brake });
  const document = { id: '0'.repeat(20), run: 1, address: 'https://a.example/', source: 'test' };
  const run = () => held.run({ document }, { alone: false });
  const waiting = run();
  await sleep(300);
  brake = null;
  expect(await waiting).toEqual({ rejected });
  brake = '20 documents wait';
  await expect(run()).rejects.toThrow(LaterError);
}, 20_000);

it('200 documents are handed in while Redis takes 20 at a time; the ledger holds the others and none is lost', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-pressure-'));
  const { ledger, articles, close } = openSqliteStore(dir);
  const redis = connectRedis(await testRedisUrl(), () => {});
  const queues = openQueues(redis, { prefix: 'pressure', limits: { ...limits, maxJobs: 20, maxRedisBytes: 1e12 } });
  const [bodies, walks] = [redisDocumentStore(redis, 'pressure'), redisWalks(redis, 'pressure')];
  onTestFinished(async () => {
    await queues.close();
    redis.disconnect();
    await close();
    await rm(dir, { recursive: true });
  });
  const submissions = Array.from({ length: 200 }, (_, n) => {
    const id = n.toString(16).padStart(20, '0');
    return { id, address: `https://example.org/${n}`, source: 'test' };
  });
  const { acceptances, queued } = await submit(ledger, queues, submissions, { again: false });
  expect([acceptances.length, queued]).toEqual([200, false]);

  const queue = queues.all[0];
  const taken = new Set<string>();
  while (taken.size < 200) {
    const waiting = (await queue?.getWaiting()) ?? [];
    expect(waiting.length).toBeLessThanOrEqual(20);
    for (const job of waiting) {
      taken.add(job.data.id);
      await ledger.end(job.data.id, 1, { state: 'indexed' });
      await job.remove();
    }
    await sleep(300);
    await reconcile({ ledger, articles, bodies, walks, queues }, { graceMs: 0 });
  }
  expect(await ledger.counts()).toMatchObject({ total: 200, indexed: 200, accepted: 0 });
}, 60_000);
