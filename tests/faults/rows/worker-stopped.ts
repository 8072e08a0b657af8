import { setTimeout as sleep } from 'node:timers/promises';
import { stalledEver } from '../arena/at-work.ts';
import { told } from '../arena/worker.ts';
import type { FaultRow } from '../row.ts';

/** A worker is asked to stop in the midst of its work: it finishes what it holds, and nobody has to wait for a lock. */
export const workerTermed: FaultRow = {
  name: 'SIGTERM under load',
  injects: 'SIGTERM to one of two workers under load: nothing stalls, it ends within 30 s',
  rounds: { full: 10, short: 2 },
  bars: { exitSeconds: 30, stalled: 0 },
  async run(arena, rounds) {
    let [victim, other] = await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(40);
      const end = await victim?.stop();
      if (end?.code !== 0) arena.damage.push(`the worker ended with ${end && told(end)}`);
      arena.measured.exitSeconds = Math.max(arena.measured.exitSeconds ?? 0, (end?.ms ?? 0) / 1000);
      [victim, other] = [other, await arena.work()];
    }
    arena.faultOver();
    await arena.until('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0);
    arena.measured.stalled = await stalledEver(arena);
  },
};

/** A worker stands still for so long that all it holds is given to another, and then goes on as if nothing had been. */
export const workerFrozen: FaultRow = {
  name: 'SIGSTOP',
  injects: 'one of two workers stopped for 20 s, twice the lock, then let go on',
  rounds: { full: 3, short: 1 },
  async run(arena, rounds) {
    let [victim, other] = await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(60);
      victim?.kill('SIGSTOP');
      await sleep(20_000);
      victim?.kill('SIGCONT');
      arena.faultOver();
      [victim, other] = [other, victim];
    }
  },
};
