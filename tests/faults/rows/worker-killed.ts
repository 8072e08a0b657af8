import { setTimeout as sleep } from 'node:timers/promises';
import { atWork, runningAgain } from '../arena/at-work.ts';
import type { FaultRow } from '../row.ts';

/** One of two workers is killed from outside, and the time taken until all that it held is worked on again. */
export const workerKilled: FaultRow = {
  name: 'worker killed',
  injects: 'kill -9 one of two workers under load; until its documents are running again',
  rounds: { full: 10, short: 1 },
  timed: true,
  bars: { runningAgainSeconds: 12 },
  async run(arena, rounds) {
    let [victim, other] = await arena.underLoad(60);
    for (let round = 0; round < rounds; round++) {
      if (round > 0) await arena.feed(60);
      await arena.until('documents are being worked on', async () => (await atWork(arena)).length >= 4);
      victim?.kill('SIGKILL');
      const since = performance.now();
      const held = await atWork(arena);
      await arena.until('its documents run again', () => runningAgain(arena, held), 40);
      const seconds = (performance.now() - since) / 1000;
      arena.measured.runningAgainSeconds = Math.max(arena.measured.runningAgainSeconds ?? 0, seconds);
      arena.tell(`round ${round + 1}: running again after ${seconds.toFixed(1)} s`);
      arena.faultOver();
      [victim, other] = [other, await arena.work()];
      await sleep(arena.random() * 2_000);
    }
  },
};
