import { once } from 'node:events';
import { z } from 'zod';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { runLine } from '../../../src/run-line.ts';
import { stageNames } from '../../../src/store/ledger.ts';
import { townNetwork } from './town-network.ts';

/**
 * A worker's process as `copydesk work` is one, whose network is the town described in TOWN. The network is injected here
 * and cannot be set: a setting that leads names elsewhere would be a hole in the guard.
 */
const map = z
  .object({ names: z.record(z.string(), z.array(z.string())), ports: z.record(z.string(), z.number()) })
  .parse(JSON.parse(process.env.TOWN ?? ''));
const desk = openDesk(loadConfig({ env: process.env, cwd: process.cwd() }), () => {});
const opened = await desk.openQueues(true);
if (opened === null) throw new Error('no Redis');
const line = await runLine(desk, opened, stageNames, { ports: { network: townNetwork(map) } });
process.stdout.write('working\n');
await once(process, 'SIGTERM');
await line.drain();
await desk.close();
