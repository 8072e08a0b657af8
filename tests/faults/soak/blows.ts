import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Arena } from '../arena/arena.ts';
import { holdLock } from '../arena/hold-lock.ts';
import { makeImmutable } from '../arena/small-disk.ts';
import type { ArenaProcess } from '../arena/worker.ts';

/** What a blow falls on. `victim` is the worker that may be killed; `replace` puts another in its place. */
export type Field = { arena: Arena; victim(): ArenaProcess; replace(): Promise<void> };

const seconds = ({ random }: Arena, from: number, to: number): Promise<void> =>
  sleep((from + random() * (to - from)) * 1_000);

/** The faults that a soak takes from by chance. Each is over, or left for the line to get over, when it resolves. */
export const blows: Record<string, (field: Field) => Promise<void>> = {
  async 'kill -9 a worker'({ victim, replace }) {
    victim().kill('SIGKILL');
    await replace();
  },
  async 'SIGTERM a worker'({ victim, replace }) {
    await victim().stop();
    await replace();
  },
  async 'stop a worker for 5 to 15 s'({ arena, victim }) {
    victim().kill('SIGSTOP');
    await seconds(arena, 5, 15);
    victim().kill('SIGCONT');
  },
  'kill -9 Redis': ({ arena }) => arena.redis.kill(),
  async FLUSHALL({ arena }) {
    await arena.redis.direct.flushall();
  },
  async 'cut Redis for 1 to 8 s'({ arena }) {
    await arena.proxy.refuse();
    await seconds(arena, 1, 8);
    await arena.proxy.restore();
  },
  async 'half-open connections'({ arena }) {
    arena.proxy.halfOpen();
  },
  async 'cut mid-reply'({ arena }) {
    for (let n = 0; n < 5; n++) {
      arena.proxy.cutMidReply(1 + Math.floor(arena.random() * 400));
      await sleep(200);
    }
  },
  async 'slow Redis for 5 s'({ arena }) {
    arena.proxy.delay(50 + arena.random() * 150);
    await sleep(5_000);
    await arena.proxy.restore();
  },
  async 'lock the store for 2 to 8 s'({ arena }) {
    const letGo = await holdLock(join(arena.dataDir, 'copydesk.db'));
    await seconds(arena, 2, 8);
    letGo();
  },
  async 'make the store read-only for 2 to 5 s'({ arena }) {
    const free = await makeImmutable(['copydesk.db', 'copydesk.db-wal'].map((name) => join(arena.dataDir, name)));
    await seconds(arena, 2, 5);
    await free();
  },
  async 'maxmemory for 5 s'({ arena }) {
    const used = Number(/^used_memory:(\d+)/m.exec(await arena.redis.direct.info('memory'))?.[1]);
    await arena.redis.direct.config('SET', 'maxmemory', used);
    await sleep(5_000);
    await arena.redis.direct.config('SET', 'maxmemory', 0);
  },
};
