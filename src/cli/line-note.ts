import type { Queues } from '../workers/queues.ts';
import type { Output } from './output.ts';

/** Tells whoever hands in work when nobody is there to do it. */
export async function lineNote(output: Output, queues: Queues | null, queued: boolean): Promise<void> {
  if (queues === null) {
    output.tell(
      'No line answers: the documents are safe in the ledger and are worked on when one runs (copydesk start).',
    );
  } else if (!queued) {
    output.tell(
      'Redis has no room for all jobs now, or did not answer in time: the documents are safe in the ledger, and the line takes them up from there.',
    );
  } else if ((await queues.workers('fetch')) === 0) {
    output.tell('No worker is at work on the queues: start one with copydesk work, or all with copydesk start.');
  }
}
