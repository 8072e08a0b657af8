import { setTimeout as sleep } from 'node:timers/promises';
import { logSizes } from '../arena/log-sizes.ts';
import type { FaultRow } from '../row.ts';

/** Redis dies and comes back with what its log holds. */
export const redisKilled: FaultRow = {
  name: 'Redis killed',
  injects: 'SIGKILL to Redis under load; it starts again over its append-only log',
  rounds: { full: 10, short: 2 },
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(40);
      await arena.redis.kill();
      arena.faultOver();
      await sleep(500 + arena.random() * 1_500);
    }
  },
};

/** The worker that runs Redis for the others dies, and Redis with it; another one takes it over. */
export const redisOwnerKilled: FaultRow = {
  name: 'owner of Redis killed',
  injects: 'kill -9 to the worker that runs Redis for all; another worker takes Redis over',
  rounds: { full: 5, short: 1 },
  async run(arena, rounds) {
    delete arena.env.REDIS_URL;
    await arena.redis.stop();
    let owner = await arena.work();
    for (let round = 0; round < rounds; round++) {
      const heir = await arena.work();
      const before = await arena.ended();
      await arena.feed(40);
      await arena.until('the line is at work', async () => (await arena.ended()) > before + 3);
      owner.kill('SIGKILL');
      owner = heir;
      arena.faultOver();
    }
    await arena.work();
  },
};

/** Everything in Redis is gone at once: jobs, bodies, locks, feeds' plans. */
export const redisFlushed: FaultRow = {
  name: 'Redis flushed',
  injects: 'FLUSHALL under load',
  rounds: { full: 10, short: 2 },
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(40);
      await arena.redis.direct.flushall();
      arena.faultOver();
      await sleep(500 + arena.random() * 4_000);
    }
  },
};

/** What a power cut leaves of a log that is synced once a second. */
export const logCutShort: FaultRow = {
  name: 'log cut short',
  injects: 'Redis stopped, the last second of writes cut off its append-only log, and started again',
  rounds: { full: 5, short: 1 },
  async run(arena, rounds) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      const sizes = logSizes(arena.redis);
      if (round > 0) await arena.feed(60);
      await sleep(1_100);
      const lastSecond = sizes.writtenWithin(1_000);
      sizes.stop();
      await arena.redis.stop();
      arena.redis.cutLog(lastSecond);
      await arena.redis.start();
      arena.faultOver();
      arena.measured.cutBytes = Math.max(arena.measured.cutBytes ?? 0, lastSecond);
      await sleep(2_000);
    }
  },
};
