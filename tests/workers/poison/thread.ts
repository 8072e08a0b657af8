import { threadId } from 'node:worker_threads';
import { z } from 'zod';
import type { CpuStageName } from '../../../src/workers/cpu-stages.ts';
import { workOn } from '../../../src/workers/isolation/work.ts';
import { packed } from '../../../src/workers/packed-stage.ts';
import { commit, isDeed } from './deeds.ts';

/** A thread whose stages do what the document says, and tell which thread and process they ran in. */
const stage = (name: CpuStageName) =>
  packed({
    name,
    takes: z.object({ deed: z.string(), ms: z.number().default(0) }),
    async run({ deed, ms }) {
      const until = performance.now() + ms;
      while (performance.now() < until);
      if (isDeed(deed)) await commit(deed);
      if (deed === 'reject') return { rejected: { code: 'no-text', detail: 'nothing' } };
      return { next: { threadId, pid: process.pid } };
    },
  });

export const work = workOn({ clean: stage('clean'), extract: stage('extract') });
