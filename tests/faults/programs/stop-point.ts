import { z } from 'zod';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { runLine } from '../../../src/run-line.ts';
import { stageNames } from '../../../src/store/ledger.ts';

/**
 * A worker as `copydesk work` is one, that kills itself with SIGKILL at a point of the way named by STOP_POINT, when it
 * comes there for the `nth` time. The ports are wrapped here; the line itself knows nothing of it.
 */
const stopPoint = z
  .object({
    at: z.enum([
      'in-stage',
      'before-send',
      'after-send',
      'before-end',
      'after-end',
      'in-sweep',
      'before-sweep-sends',
      'after-sweep-sends',
    ]),
    stage: z.enum(stageNames).optional(),
    nth: z.int().min(1),
  })
  .parse(JSON.parse(process.env.STOP_POINT ?? 'null'));

let times = 0;
const reached = (at: typeof stopPoint.at): void => {
  if (at === stopPoint.at && ++times >= stopPoint.nth) process.kill(process.pid, 'SIGKILL');
};

const desk = openDesk(loadConfig({ env: process.env, cwd: process.cwd() }), (message) => console.error(message));
const opened = await desk.openQueues(true);
if (opened === null) throw new Error('no Redis');
const { ledger, articles } = desk.store;
const { queues } = opened;

const store: typeof desk.store = {
  ...desk.store,
  articles: {
    ...articles,
    runOf(id) {
      reached('in-sweep');
      return articles.runOf(id);
    },
  },
  ledger: {
    ...ledger,
    async advance(id, run, stage, attempt) {
      await ledger.advance(id, run, stage, attempt);
      if (stage === stopPoint.stage) reached('in-stage');
    },
    async end(id, run, ending) {
      if (ending.state === 'indexed') reached('before-end');
      const ended = await ledger.end(id, run, ending);
      reached('after-end');
      return ended;
    },
  },
};
await runLine(
  { ...desk, store },
  {
    ...opened,
    queues: {
      ...queues,
      async send(stage, job) {
        reached('before-send');
        await queues.send(stage, job);
        reached('after-send');
      },
      async sendMany(stage, jobs) {
        reached('before-sweep-sends');
        await queues.sendMany(stage, jobs);
        reached('after-sweep-sends');
      },
    },
  },
  stageNames,
);
console.log('working');
