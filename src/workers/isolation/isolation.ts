import type { Logger } from 'pino';
import type { CpuStageName, CpuStages } from '../cpu-stages.ts';
import type { PackedOutcome, RunOptions, Taken } from '../packed-stage.ts';
import { pack } from '../packing.ts';
import { openAlone } from './alone.ts';
import { LostError } from './lost.ts';
import { openThreads, type ThreadSettings } from './threads.ts';
import type { Answer } from './work.ts';

/** Where the stages run that only compute, and where a document that kills, hangs or bloats what works on it is stopped. */
export type Isolation = {
  stage<Name extends CpuStageName>(name: Name): CpuStages[Name];
  /** Lets go of whatever is at work: its jobs are put off, without an attempt counted. */
  close(): Promise<void>;
};

/**
 * Runs the stages in threads, with a limit to the time and the memory of each document. A document over which its thread was
 * lost runs once more, alone in a child process, and so does one whose process died before; who fails there is
 * quarantined with that reason, and nothing else is at risk.
 */
export function openIsolation(settings: ThreadSettings, log: Logger): Isolation {
  const threads = openThreads(settings);
  const alone = openAlone(settings);

  async function run(stage: CpuStageName, taken: Taken<unknown>, options: RunOptions): Promise<PackedOutcome> {
    const task = { stage, packed: 'packed' in taken ? taken.packed : await pack(taken.document) };
    if (options.alone) return outcomeOf(await alone.run(task));
    const answer = await threads.run(task).catch((error: unknown) => {
      if (!(error instanceof LostError)) throw error;
      log.warn({ stage, lost: error.lost }, 'a thread was lost over a document, which now runs alone');
      return alone.run(task);
    });
    return outcomeOf(answer);
  }

  return {
    stage: <Name extends CpuStageName>(name: Name) =>
      ({
        name,
        isolated: true,
        run: (taken: Taken<unknown>, options: RunOptions) => run(name, taken, options),
      }) as CpuStages[Name],
    async close() {
      alone.close();
      await threads.close();
    },
  };
}

/** Runs the stages in this thread, bare: for measuring what isolation costs. */
export function noIsolation(stages: CpuStages): Isolation {
  return {
    stage: (name) => stages[name],
    close: async () => {},
  };
}

function outcomeOf(answer: Answer): PackedOutcome {
  if ('rejected' in answer) return answer;
  if ('next' in answer) return { next: async () => answer.next };
  const { name, message, stack } = answer.threw;
  throw Object.assign(new Error(message), { name, stack });
}
