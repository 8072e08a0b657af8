import { getHeapStatistics } from 'node:v8';
import type { Reason } from '../../pipeline/documents.ts';
import type { CpuStageName } from '../cpu-stages.ts';
import type { PackedStage } from '../packed-stage.ts';
import type { Packed } from '../packing.ts';

/** One document for one stage. */
export type Task = { stage: CpuStageName; packed: Packed };

/** What a stage made of it, or what it threw: a value, for an error loses its name on the way out of a thread. */
export type Answer =
  | { next: Packed }
  | { rejected: Reason }
  | { threw: { name: string; message: string; stack: string } };

/** A task as a thread gets it: into `began` it writes the monotonic time, in nanoseconds, at which it began. */
export type ThreadTask = Task & { began: BigInt64Array };

/** A thread's answer, and how much memory its heap holds then, in bytes. */
export type ThreadAnswer = { answer: Answer; heapBytes: number };

/** A thread's way of work, which its file exports as `work`: null is answered at once, to tell that the thread is ready. */
export type Work = (task: ThreadTask | null) => Promise<ThreadAnswer | null>;

/** The work of a thread that runs these stages. */
export function workOn(stages: Record<CpuStageName, PackedStage<never, unknown>>): Work {
  return async (task) => {
    if (task === null) return null;
    Atomics.store(task.began, 0, process.hrtime.bigint());
    const answer = await answerOf(stages[task.stage], task.packed);
    return { answer, heapBytes: getHeapStatistics().total_heap_size };
  };
}

async function answerOf(stage: PackedStage<never, unknown>, document: Packed): Promise<Answer> {
  try {
    const outcome = await stage.run({ packed: document }, { alone: false });
    if ('next' in outcome) return { next: await outcome.next() };
    if ('rejected' in outcome) return outcome;
    throw new TypeError(`a stage that only computes cannot end a document: ${stage.name}`);
  } catch (error) {
    const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
    return { threw: { name, message, stack } };
  }
}
