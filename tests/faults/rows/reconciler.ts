import { setTimeout as sleep } from 'node:timers/promises';
import { told } from '../arena/worker.ts';
import type { FaultRow } from '../row.ts';

const points = ['in-sweep', 'before-sweep-sends', 'after-sweep-sends'];

/** The one process that keeps ledger and queues in step dies while it does so. */
const killedMidSweep: FaultRow = {
  name: 'reconciler killed',
  injects: 'kill -9 in mid-sweep: between two rows, before and after their jobs are sent',
  rounds: { full: 9, short: 2 },
  async run(arena, rounds) {
    for (let round = 0; round < rounds; round++) {
      await arena.feed(20, { withoutJobs: true });
      const at = points[round % points.length];
      const nth = at === 'in-sweep' ? 1 + Math.floor(arena.random() * 20) : 1;
      const victim = arena.run({
        args: ['tests/faults/programs/stop-point.ts'],
        env: { STOP_POINT: JSON.stringify({ at, nth }) },
      });
      const end = await victim.ended;
      if (end.signal !== 'SIGKILL') throw new Error(`the worker was to be killed and ended with ${told(end)}`);
    }
    arena.faultOver();
    await arena.work();
  },
};

/** More than one sweep at once, which the lease prevents, and which must do no harm all the same. */
const twoAtOnce: FaultRow = {
  name: 'two reconcilers',
  injects: 'two processes sweep at once without lease, pause or grace, under load; Redis flushed twice meanwhile',
  rounds: { full: 3, short: 1 },
  async run(arena, rounds) {
    const program = { args: ['tests/faults/programs/sweep.ts'] };
    await Promise.all([arena.work(program), arena.work(program), arena.underLoad(40)]);
    for (let round = 0; round < rounds; round++) {
      await arena.feed(60, { withoutJobs: round % 2 === 0 });
      for (let flush = 0; flush < 2; flush++) {
        await sleep(300 + arena.random() * 1_000);
        await arena.redis.direct.flushall();
      }
    }
    arena.faultOver();
  },
};

/** What may befall the reconciler. */
export const reconcilerRows: FaultRow[] = [killedMidSweep, twoAtOnce];
