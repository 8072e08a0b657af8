import { workerData } from 'node:worker_threads';
import { lineThreadData } from './line-thread-data.ts';
import { loadRuleBook } from './rulebook.ts';
import { cpuStages } from './workers/cpu-stages.ts';
import { workOn } from './workers/isolation/work.ts';

const { configDir, sitesDir, cleaning } = lineThreadData.parse(workerData);

/** The work of a thread of the line, which is handed this file: the rule book is read once a thread. */
export const work = workOn(cpuStages(loadRuleBook(configDir, sitesDir), cleaning));
