import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { LaterError } from '../../src/errors.ts';
import { redisWalks } from '../../src/fetch/walks.ts';
import { requestSchema } from '../../src/pipeline/documents.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { readMemory } from '../../src/redis/memory.ts';
import { submit } from '../../src/sources/submit.ts';
import { redisDocumentStore } from '../../src/store/redis/document-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { braked } from '../../src/workers/braked.ts';
import { packed } from '../../src/workers/packed-stage.ts';
import { type PressureReading, watchPressure } from '../../src/workers/pressure.ts';
import { openQueues } from '../../src/workers/queues.ts';
import { reconcile } from '../../src/workers/reconcile.ts';
import { freshRedis, testRedisUrl } from '../support/redis.ts';

const limits = { maxJobs: 100, maxBodies: 20, maxRedisBytes: 1_000, minFreeDiskBytes: 100 };

/** A watch over readings that the test sets; a reading is fresh for a quarter of a second. */
function watched() {
  const reading: PressureReading = {
    waiting: { fetch: 0, clean: 0, extract: 0, index: 0 },
    memory: { used: 10, most: null, policy: 'noeviction' },
    diskFree: 1_000,
  };
  const told: string[] = [];
  const words: string[] = [];
  const pressure = watchPressure(
    async () => structuredClone(reading),
    limits,
    (what, level, why) => {
      told.push(`${what} ${level}`);
      words.push(why);
    },
  );
  return {
    told,
    words,
    async policy(policy: string) {
      reading.memory.policy = policy;
      await sleep(300);
      return (await pressure.state()).redis.level;
    },
    async disk(free: number) {
      reading.diskFree = free;
      await sleep(300);
      const { disk } = await pressure.state();
      return { room: await pressure.room(), brake: await pressure.brake(), level: disk.level };
    },
    async set(waiting: Partial<PressureReading['waiting']>, used = 10, most: number | null = null) {
      Object.assign(reading.waiting, waiting);
      reading.memory = { used, most, policy: 'noeviction' };
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

  it('is none from 85 % of the memory that Redis may use on, by our bound or its own, and again some at 75 %', async () => {
    const { set } = watched();
    const room = async (used: number, most: number | null = null) => (await set({ fetch: 1 }, used, most)).room;
    expect([await room(849), await room(850), await room(751), await room(750)]).toEqual([99, 0, 0, 99]);
    expect([await room(424, 500), await room(425, 500), await room(376, 500), await room(375, 500)]).toEqual([
      99, 0, 0, 99,
    ]);
  });

  it('warns of memory once at 70 %, and again only after it fell below 65 %', async () => {
    const { set, told } = watched();
    for (const used of [699, 700, 760, 660, 700, 850, 800, 750, 640, 700]) await set({}, used);
    expect(told).toEqual(['redis warn', 'redis paused', 'redis warn', 'redis ok', 'redis warn']);
  });

  it('is none while the disk has less left than must stay free, and again some with a quarter more', async () => {
    const { disk, told } = watched();
    expect(await disk(300)).toEqual({ room: 100, brake: null, level: 'ok' });
    expect(await disk(200)).toMatchObject({ room: 100, brake: null, level: 'warn' });
    expect(await disk(99)).toEqual({ room: 0, brake: expect.stringContaining('are to stay free'), level: 'paused' });
    expect((await disk(124)).room).toBe(0);
    expect((await disk(126)).room).toBe(100);
    expect(told).toEqual(['disk warn', 'disk paused', 'disk warn']);
  });

  it('comes with a warning from the moment that Redis may throw keys away', async () => {
    const { policy, told, words, set } = watched();
    expect(await policy('noeviction')).toBe('ok');
    expect(await policy('allkeys-lru')).toBe('warn');
    expect(words.at(-1)).toContain('maxmemory-policy allkeys-lru');
    expect(await policy('noeviction')).toBe('ok');
    expect(told).toEqual(['redis warn', 'redis ok']);
    expect((await set({})).room).toBe(100);
  });

  it('is a little when Redis is full of what is not ours, so that the line never stands', async () => {
    const { set } = watched();
    expect(await set({}, 5_000)).toEqual({ room: 16, brake: null });
    expect(await set({ clean: 1 }, 5_000)).toEqual({ room: 0, brake: expect.stringContaining('(500 %)') });
  });
});

it('a Redis tells of its memory and of the policy that it has now', async () => {
  const { url, stop } = await freshRedis();
  const redis = connectRedis(url, () => {});
  onTestFinished(async () => {
    redis.disconnect();
    await stop();
  });
  expect(await readMemory(redis)).toEqual({ used: expect.any(Number), most: null, policy: 'noeviction' });
  await redis.config('SET', 'maxmemory', '64mb', 'maxmemory-policy', 'allkeys-lru');
  expect(await readMemory(redis)).toMatchObject({ most: 64 * 1024 * 1024, policy: 'allkeys-lru' });
}, 30_000);

it('the fetch stage waits while the stages behind it are full, and is put off when that lasts', async () => {
  let brake: string | null = '20 documents wait';
  const rejected = { code: 'gone', detail: 'it is gone' };
  const stage = packed({ name: 'fetch', takes: requestSchema, run: async () => ({ rejected }) });
  const held = braked(stage, { brake: async () => brake });
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
  const queues = openQueues(redis, {
    prefix: 'pressure',
    limits: { ...limits, maxJobs: 20, maxRedisBytes: 1e12, minFreeDiskBytes: 0 },
  });
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
