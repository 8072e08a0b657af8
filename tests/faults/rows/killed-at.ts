import { stageNames } from '../../../src/store/ledger.ts';
import { told } from '../arena/worker.ts';
import type { FaultRow } from '../row.ts';

type StopPoint = { at: string; stage?: string };

/** So many documents a round: more than the killed worker can take with it. */
const documentsARound = 14;

/** A row that kills one worker after another when it comes to a point of the way for the n-th time, n by chance. */
function killedAt(name: string, injects: string, point: StopPoint): FaultRow {
  return {
    name,
    injects,
    rounds: { full: 20, short: 2 },
    async run(arena, rounds) {
      await arena.feed(rounds * documentsARound);
      if (point.stage === 'fetch') await arena.enqueuePages(rounds * 2);
      for (let round = 0; round < rounds; round++) {
        const nth = 1 + Math.floor(arena.random() * 8);
        const victim = arena.run({
          args: ['tests/faults/programs/stop-point.ts'],
          env: { STOP_POINT: JSON.stringify({ ...point, nth }) },
        });
        const end = await victim.ended;
        if (end.signal !== 'SIGKILL') throw new Error(`the worker was to be killed and ended with ${told(end)}`);
      }
      arena.faultOver();
      await arena.work();
    },
  };
}

/** kill -9 a worker in each stage, and at each seam between two steps of a hop. */
export const killedAtRows: FaultRow[] = [
  ...stageNames.map((stage) =>
    killedAt(`killed in ${stage}`, `kill -9 a worker while a document is in ${stage}`, { at: 'in-stage', stage }),
  ),
  killedAt('killed before send', 'kill -9 between saving the body and sending the next job', { at: 'before-send' }),
  killedAt('killed after send', 'kill -9 between sending the next job and completing its own', { at: 'after-send' }),
  killedAt('killed before end', "kill -9 between the article's writing and the row's ending", { at: 'before-end' }),
  killedAt('killed after end', "kill -9 between the row's ending and freeing the bodies", { at: 'after-end' }),
];
