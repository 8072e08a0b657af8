import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena } from '../arena/arena.ts';
import { holdLock } from '../arena/hold-lock.ts';
import { fillDisk, makeImmutable } from '../arena/small-disk.ts';
import type { FaultRow } from '../row.ts';

/** While something is full or held: pages are handed in, whether they are taken or not, and nothing may be half taken. */
async function knock(arena: Arena, seconds: number): Promise<void> {
  const until = performance.now() + seconds * 1_000;
  let refused = 0;
  do {
    if (!(await arena.enqueuePages(3))) refused++;
    await sleep(500);
  } while (performance.now() < until);
  arena.measured.refusals = (arena.measured.refusals ?? 0) + refused;
}

async function afterwards(arena: Arena): Promise<void> {
  arena.faultOver();
  await arena.until('what was refused is taken now', () => arena.enqueuePages(3), 30);
}

/** Redis takes nothing more. */
const redisFull: FaultRow = {
  name: 'maxmemory reached',
  injects: "Redis' maxmemory set to what it holds, for 10 s",
  rounds: { full: 3, short: 1 },
  async run(arena, rounds) {
    await arena.underLoad(80);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(60);
      const used = Number(/^used_memory:(\d+)/m.exec(await arena.redis.direct.info('memory'))?.[1]);
      await arena.redis.direct.config('SET', 'maxmemory', used);
      await knock(arena, 10);
      await arena.redis.direct.config('SET', 'maxmemory', 0);
      await afterwards(arena);
    }
  },
};

/** Another program holds the store's file. */
const storeLocked: FaultRow = {
  name: 'store locked',
  injects: 'another process holds an exclusive lock on the store for 30 s',
  rounds: { full: 2, short: 1 },
  async run(arena, rounds, form) {
    await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(60);
      const letGo = await holdLock(join(arena.dataDir, 'copydesk.db'));
      await knock(arena, form === 'full' ? 30 : 22);
      letGo();
      await afterwards(arena);
    }
  },
};

/** The store's files cannot be written, by nobody. */
const storeReadOnly: FaultRow = {
  name: 'store read-only',
  injects: "the store's files made immutable under the workers, for 10 s",
  rounds: { full: 2, short: 1 },
  async run(arena, rounds) {
    await arena.underLoad(60);
    const files = ['copydesk.db', 'copydesk.db-wal'].map((name) => join(arena.dataDir, name));
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(60);
      const free = await makeImmutable(files);
      try {
        await knock(arena, 10);
      } finally {
        await free();
      }
      await afterwards(arena);
    }
  },
};

/** The disk of the store is full. */
function diskFull(name: string, injects: string, redisApart: boolean): FaultRow {
  return {
    name,
    injects,
    rounds: { full: 2, short: 1 },
    megabytes: 48,
    // The line stops by itself long before; here it is to run into the wall.
    settings: { COPYDESK_BACKPRESSURE_MIN_FREE_DISK_BYTES: '0' },
    ...(redisApart ? { redisApart } : {}),
    async run(arena, rounds) {
      const workers = await arena.underLoad(60);
      for (let round = 0; round < rounds; round++) {
        if (round > 0) await arena.feed(60);
        const free = fillDisk(arena.dataDir);
        await knock(arena, 10);
        free();
        await afterwards(arena);
      }
      if (!workers.every((worker) => worker.alive())) arena.damage.push('a worker ended by itself');
    },
  };
}

/** What has no room left, or is held by another. */
export const fullRows: FaultRow[] = [
  redisFull,
  storeLocked,
  storeReadOnly,
  diskFull('disk full', "the store's disk filled to the last byte for 10 s, then freed", true),
  diskFull('disk full for all', 'the disk of the store and of Redis filled for 10 s, then freed', false),
];
