import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { connectRedis } from '../../src/redis/connect.ts';
import { alone, type Lease, LeaseLostError } from '../../src/redis/lease.ts';
import { testRedisUrl } from '../support/redis.ts';

async function connected() {
  const redis = connectRedis(await testRedisUrl(), () => {});
  onTestFinished(() => redis.disconnect());
  return redis;
}

it('lets one of two at once work, and the next one after it', async () => {
  const redis = await connected();
  const work = async (): Promise<string> => {
    await sleep(100);
    return 'done';
  };
  const both = await Promise.all([alone(redis, 'one', work), alone(redis, 'one', work)]);
  expect(both.sort()).toEqual(['done', null]);
  expect(await alone(redis, 'one', work)).toBe('done');
});

it('is renewed for as long as the work takes', async () => {
  const redis = await connected();
  let second: unknown = 'not asked';
  await alone(
    redis,
    'long',
    async (lease) => {
      await sleep(6_000);
      lease.check();
      second = await alone(redis, 'long', async () => 'worked');
    },
    3_000,
  );
  expect(second).toBeNull();
});

it('tells a holder that was paused past its end, which then does not end the lease of the next one', async () => {
  const redis = await connected();
  let lease: Lease | null = null;
  let release = (): void => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = alone(
    redis,
    'paused',
    async (given) => {
      lease = given;
      await held;
    },
    200,
  );
  while (lease === null) await sleep(10);
  // As long as this the event loop does nothing: no renewal goes out.
  const until = performance.now() + 500;
  while (performance.now() < until);
  expect(() => lease?.check()).toThrow(LeaseLostError);
  await alone(redis, 'paused', async (next) => {
    release();
    await first;
    next.check();
    expect(await redis.exists('paused')).toBe(1);
  });
});

it('is lost when another process holds the key', async () => {
  const redis = await connected();
  await alone(
    redis,
    'stolen',
    async (lease) => {
      await redis.set('stolen', 'somebody else');
      const isLost = (): boolean => {
        try {
          lease.check();
          return false;
        } catch (error) {
          return error instanceof LeaseLostError;
        }
      };
      // The next renewal, not the end of the time, tells it.
      await expect.poll(isLost, { timeout: 12_000 }).toBe(true);
    },
    15_000,
  );
  expect(await redis.get('stolen')).toBe('somebody else');
});
