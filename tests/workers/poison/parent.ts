/** A process that runs a document alone which never ends; it says which process it has for that. */
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { openIsolation } from '../../../src/workers/isolation/isolation.ts';
import type { LineStage } from '../../../src/workers/line.ts';
import { unpack } from '../../../src/workers/packing.ts';

const file = fileURLToPath(new URL('./thread.ts', import.meta.url));
const limits = { timeLimitSeconds: 600, memoryLimitMb: 100, recycleAfter: 1_000 };
const isolation = openIsolation({ file, data: null, threads: 1, ...limits }, pino({ level: 'silent' }));
const stage = isolation.stage('clean') as unknown as LineStage;
const run = (deed: string) => stage.run({ document: { deed } }, { alone: true });
const outcome = await run('nothing');
if (!('next' in outcome)) throw new Error('no outcome');
const { pid } = (await unpack(await outcome.next())) as { pid: number };
void run('loop');
setTimeout(() => process.stdout.write(`${pid}\n`), 500);
