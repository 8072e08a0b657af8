import { once } from 'node:events';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../../src/config.ts';
import { openDesk } from '../../../src/desk.ts';
import { lineThreads, runLine } from '../../../src/run-line.ts';
import { stageNames } from '../../../src/store/ledger.ts';
import { openIsolation } from '../../../src/workers/isolation/isolation.ts';

/**
 * A worker's process as `copydesk work` is one, whose threads swallow poison. It is injected here: the product knows no word
 * at which it crashes. At the end it says how late its event loop came, in milliseconds at the 99th percentile.
 */
const desk = openDesk(loadConfig({ env: process.env, cwd: process.cwd() }), () => {});
const opened = await desk.openQueues(true);
if (opened === null) throw new Error('no Redis');
const file = fileURLToPath(new URL('./poisoned-thread.ts', import.meta.url));
const isolation = openIsolation({ ...lineThreads(desk.config), file }, desk.log);
const line = await runLine(desk, opened, stageNames, { isolation });
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
process.stdout.write('working\n');
await once(process, 'SIGTERM');
delay.disable();
await line.drain();
await desk.close();
process.stdout.write(`loop ${Math.round(delay.percentile(99) / 1e6)} ms\n`);
