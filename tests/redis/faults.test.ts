import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { takeOwnerLock } from '../../src/redis/owner-lock.ts';
import { freshRedis } from '../support/redis.ts';
import { killRedisOf, redisPidOf } from '../support/redis-process.ts';
import { client, dataFolder, holder, isAlive, until } from './holding.ts';

it('starts a killed server again on the same port with the same data, within about a second', async () => {
  const redis = await freshRedis();
  onTestFinished(redis.stop);
  const desk = client(redis.url);
  await desk.set('kept', 'yes');
  const before = await redis.pid();
  await redis.kill();
  const began = performance.now();
  expect(await desk.get('kept')).toBe('yes');
  expect(performance.now() - began).toBeLessThan(3_000);
  expect(await redis.pid()).not.toBe(before);
  expect(redis.events).toEqual([
    expect.stringMatching(/^Redis on port \d+ ended with SIGKILL; starting it again$/),
    expect.stringMatching(/^Redis runs again on port \d+$/),
  ]);
});

it('starts a server again as often as it is killed', async () => {
  const redis = await freshRedis();
  onTestFinished(redis.stop);
  const desk = client(redis.url);
  for (let kill = 1; kill <= 3; kill++) {
    await redis.kill();
    expect(await desk.incr('kills')).toBe(kill);
  }
});

it('leaves no server behind when its process is killed', async () => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  const pid = await redisPidOf(dataDir);
  await client(owner.url).set('kept', 'yes');
  await owner.end('SIGKILL');
  expect(await until(() => !isAlive(pid))).toBeLessThan(5_000);
  const next = await holder(dataDir);
  expect(await client(next.url).get('kept')).toBe('yes');
});

it.each(['SIGTERM', 'SIGKILL'] as const)('has a guest take over when the owner ends by %s', async (signal) => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  const guests = [await holder(dataDir), await holder(dataDir)];
  const desk = client(owner.url);
  await desk.set('kept', 'yes');
  const before = await redisPidOf(dataDir);
  await owner.end(signal);
  const taken = (): string[] => guests.flatMap(({ events }) => events).filter((event) => /runs again/.test(event));
  expect(await until(() => taken().length > 0)).toBeLessThan(5_000);
  expect(await desk.get('kept')).toBe('yes');
  expect(await redisPidOf(dataDir)).not.toBe(before);
  expect(taken().length).toBe(1);
});

it('keeps a server that was taken over running', async () => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  const guest = await holder(dataDir);
  await owner.end('SIGKILL');
  await until(() => guest.events.some((event) => /runs again/.test(event)));
  const desk = client(guest.url);
  await desk.set('kept', 'yes');
  await killRedisOf(dataDir);
  expect(await desk.get('kept')).toBe('yes');
  await guest.end('SIGTERM');
  const next = await holder(dataDir);
  expect(next.how).toMatch(/^started/);
});

it('frees the lock when its holder ends, however that is', async () => {
  const dataDir = await dataFolder();
  const owner = await holder(dataDir);
  const redisDir = join(dataDir, 'redis');
  expect(takeOwnerLock(redisDir)).toBeNull();
  await owner.end('SIGKILL');
  const lock = takeOwnerLock(redisDir);
  expect(lock).not.toBeNull();
  lock?.release();
});

it('does not die of a signal to the group of its process, as a Ctrl-C in the terminal sends', async () => {
  const redis = await freshRedis();
  onTestFinished(redis.stop);
  const pid = await redis.pid();
  const { execFileSync } = await import('node:child_process');
  const groupOf = (id: number): string => execFileSync('ps', ['-o', 'pgid=', '-p', String(id)], { encoding: 'utf8' });
  expect(groupOf(pid).trim()).not.toBe(groupOf(process.pid).trim());
});
