import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type HostPacer, redisHostPacer } from '../../src/fetch/pace/host-pacer.ts';
import { connectRedis, type Redis } from '../../src/redis/connect.ts';
import { testRedisUrl } from '../support/redis.ts';

let redis: Redis;
let pacer: HostPacer;
let hosts = 0;

beforeAll(async () => {
  redis = connectRedis(await testRedisUrl(), () => {});
  pacer = redisHostPacer(redis, 'pace-test');
});
afterAll(() => redis.disconnect());

/** What Redis holds of a host. */
async function look(host: string) {
  const key = `pace-test:host:{${host}}`;
  const held = await redis.hgetall(key);
  const of = (name: string): number | null => Number(held[name] ?? 0) || null;
  return {
    lastRequest: of('last'),
    pausedUntil: of('paused'),
    learnedIntervalMs: of('learned') ?? 0,
    fails: of('fails') ?? 0,
    downSince: of('downSince'),
    waiting: await redis.zcard(`${key}:slots`),
  };
}

const newHost = (): string => `host-${++hosts}.example`;
const now = async (): Promise<number> => {
  const [seconds, micros] = await redis.time();
  return Number(seconds) * 1000 + Math.floor(Number(micros) / 1000);
};

/** Waits as a worker does until it is one's turn; gives the time of Redis' clock when it was. */
async function turn(host: string, who: string, intervalMs: number): Promise<number> {
  for (;;) {
    const { waitMs } = await pacer.ask(host, who, intervalMs);
    if (waitMs === 0) return (await look(host)).lastRequest as number;
    await sleep(waitMs);
  }
}

const well = { verdict: 'well', tookMs: 1 } as const;

describe('the turns of a host', () => {
  it('come no closer than the interval, whoever asks, and everybody gets one', async () => {
    const host = newHost();
    const starts = await Promise.all(
      Array.from({ length: 30 }, async (_, n) => {
        const at = await turn(host, `w${n}`, 40);
        await sleep(5);
        await pacer.tell(host, `w${n}`, well);
        return at;
      }),
    );
    const ordered = starts.sort((a, b) => a - b);
    const gaps = ordered.slice(1).map((at, n) => at - (ordered[n] ?? 0));
    expect(ordered).toHaveLength(30);
    expect(Math.min(...gaps)).toBeGreaterThanOrEqual(40);
  });

  it('of two hosts do not wait for each other', async () => {
    const [one, other] = [newHost(), newHost()];
    expect(await pacer.ask(one, 'a', 60_000)).toMatchObject({ waitMs: 0 });
    expect(await pacer.ask(other, 'a', 60_000)).toMatchObject({ waitMs: 0 });
  });

  it('are given one at a time: a slow answer holds up the next', async () => {
    const host = newHost();
    await turn(host, 'a', 10);
    await sleep(30);
    expect((await pacer.ask(host, 'b', 10)).waitMs).toBeGreaterThan(0);
    await pacer.tell(host, 'a', well);
    await turn(host, 'b', 10);
  });

  it('keep one’s place: asking twice gives the same slot', async () => {
    const host = newHost();
    await turn(host, 'a', 60_000);
    const first = await pacer.ask(host, 'b', 60_000);
    const later = await pacer.ask(host, 'c', 60_000);
    const again = await pacer.ask(host, 'b', 60_000);
    expect(later.waitMs - first.waitMs).toBeGreaterThanOrEqual(59_000);
    expect(again.waitMs).toBeLessThanOrEqual(first.waitMs);
    expect((await look(host)).waiting).toBe(2);
  });

  it('a slot that is given up is nobody’s', async () => {
    const host = newHost();
    await turn(host, 'a', 60_000);
    await pacer.ask(host, 'b', 60_000);
    await pacer.leave(host, 'b');
    expect((await look(host)).waiting).toBe(0);
  });

  it('a turn without a request does not count', async () => {
    const host = newHost();
    await turn(host, 'a', 60_000);
    await pacer.tell(host, 'a', { verdict: 'unused', tookMs: 0 });
    expect((await look(host)).lastRequest).toBeNull();
  });
});

describe('a host that has had enough', () => {
  it('is asked again no sooner than it says', async () => {
    const host = newHost();
    await turn(host, 'a', 10);
    await pacer.tell(host, 'a', { verdict: 'slow', tookMs: 1, retryAfterMs: 90_000 });
    const { waitMs, why } = await pacer.ask(host, 'b', 10);
    expect(why).toBe('paused');
    expect(waitMs).toBeGreaterThan(89_000);
  });

  it('holds back those who had a slot before it said so', async () => {
    const host = newHost();
    await turn(host, 'a', 20);
    await pacer.ask(host, 'b', 20);
    await pacer.tell(host, 'a', { verdict: 'slow', tookMs: 1, retryAfterMs: 90_000 });
    await sleep(30);
    expect((await pacer.ask(host, 'b', 20)).waitMs).toBeGreaterThan(89_000);
  });

  it('gets a longer interval, which only successes shorten', async () => {
    const host = newHost();
    const learned = async () => (await look(host)).learnedIntervalMs;
    await turn(host, 'a', 1);
    await pacer.tell(host, 'a', { verdict: 'slow', tookMs: 1 });
    const first = await learned();
    await pacer.tell(host, 'a', { verdict: 'slow', tookMs: 1 });
    const second = await learned();
    expect(second).toBe(first * 2);
    await pacer.tell(host, 'a', { verdict: 'down', tookMs: 1 });
    expect(await learned()).toBe(second);
    await pacer.tell(host, 'a', well);
    expect(await learned()).toBe(Math.floor(second * 0.9));
  });
});

describe('a host that gives no answer', () => {
  it('is left alone after three times, for longer each time, until it answers', async () => {
    const host = newHost();
    const pause = async () => ((await look(host)).pausedUntil ?? 0) - (await now());
    const down = { verdict: 'down', tookMs: 1 } as const;
    await pacer.tell(host, 'a', down);
    await pacer.tell(host, 'a', down);
    expect(await pause()).toBeLessThan(0);
    await pacer.tell(host, 'a', down);
    const first = await pause();
    await pacer.tell(host, 'a', down);
    const second = await pause();
    expect(first).toBeGreaterThan(28_000);
    expect(first).toBeLessThanOrEqual(30_000);
    expect(second).toBeGreaterThan(first * 1.8);
    expect((await pacer.ask(host, 'b', 1)).downSince).not.toBeNull();
    await pacer.tell(host, 'a', well);
    expect(await look(host)).toMatchObject({ fails: 0, downSince: null });
  });
});
