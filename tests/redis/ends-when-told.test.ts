import type { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { connectRedis } from '../../src/redis/connect.ts';
import { redisBehindProxy } from '../support/redis-behind-proxy.ts';

const emitted = (redis: Redis, event: string): Promise<void> => new Promise((resolve) => redis.once(event, resolve));

it('ends while it waits for its next attempt, and so do its duplicates; what was under way is told', async () => {
  const { url, proxy } = await redisBehindProxy();
  const first = connectRedis(url, () => {});
  const second = first.duplicate();
  second.on('error', () => {});
  for (const redis of [first, second]) {
    await redis.ping();
    const blocked = redis.blpop('nothing', 0).catch((error: Error) => error.message);
    await proxy.refuse();
    // The second attempt: what was under way at the loss is then kept apart from what came later.
    await emitted(redis, 'reconnecting');
    await emitted(redis, 'reconnecting');
    const later = redis.get('anything').catch((error: Error) => error.message);
    const ended = emitted(redis, 'end');
    redis.disconnect();
    await ended;
    expect([await blocked, await later]).toEqual(['Connection is closed.', 'Connection is closed.']);
    await proxy.restore();
  }
});

it('ends in the middle of an attempt', async () => {
  const { url, proxy } = await redisBehindProxy();
  const redis = connectRedis(url, () => {});
  await redis.ping();
  const blocked = redis.blpop('nothing', 0).catch((error: Error) => error.message);
  proxy.silence();
  proxy.cut();
  while (redis.status !== 'connect') await new Promise((resolve) => setTimeout(resolve, 5));
  const ended = emitted(redis, 'end');
  redis.disconnect();
  await ended;
  expect(await blocked).toBe('Connection is closed.');
});

it('connects again when it is not told to end', async () => {
  const { url, proxy } = await redisBehindProxy();
  const redis = connectRedis(url, () => {});
  onTestFinished(() => redis.disconnect());
  await redis.set('kept', 'yes');
  proxy.cut();
  expect(await redis.get('kept')).toBe('yes');
  redis.disconnect(true);
  expect(await redis.get('kept')).toBe('yes');
});
