import { workerData } from 'node:worker_threads';
import { lineThreadData } from '../../../src/line-thread-data.ts';
import { loadRuleBook } from '../../../src/rulebook.ts';
import { cpuStages } from '../../../src/workers/cpu-stages.ts';
import { workOn } from '../../../src/workers/isolation/work.ts';
import type { PackedStage } from '../../../src/workers/packed-stage.ts';
import { unpack } from '../../../src/workers/packing.ts';
import { commit, isDeed } from '../../workers/poison/deeds.ts';

/** A thread of the line whose stages swallow the poison that a document holds for them: "poison in clean: loop". */
const { configDir, sitesDir, cleaning } = lineThreadData.parse(workerData);
const { clean, extract } = cpuStages(loadRuleBook(configDir, sitesDir), cleaning);

function poisoned<In, Out>(stage: PackedStage<In, Out>): PackedStage<In, Out> {
  return {
    ...stage,
    async run(taken, options) {
      const text = JSON.stringify('packed' in taken ? await unpack(taken.packed) : taken.document);
      const deed = new RegExp(`poison in ${stage.name}: ([a-z ]+)\\.`).exec(text)?.[1] ?? '';
      if (isDeed(deed)) await commit(deed);
      return stage.run(taken, options);
    },
  };
}

export const work = workOn({ clean: poisoned(clean), extract: poisoned(extract) });
