import type { RunningLine } from '../run-line.ts';
import type { Output } from './output.ts';

/** The exit code of a worker that was stuck and wants to be started again: EX_TEMPFAIL. bin/copydesk.mjs does so. */
const startAgain = 75;

/** A stuck worker's documents are not waited for as long as a healthy one's: what hangs will not end. */
const stuckDrainSeconds = 5;
/** What is left after a stuck worker was drained may hang as well. */
const patienceMs = 10_000;

/**
 * Waits until the process is asked to stop, or its line is stuck: then the process ends with the exit code that asks for another
 * start, soon, whatever hangs.
 * @returns for how many seconds the line should be drained; undefined for as long as is configured.
 */
export async function untilOver(
  line: RunningLine,
  stopped: Promise<string>,
  output: Output,
): Promise<number | undefined> {
  const over = await Promise.race([stopped.then((signal) => ({ signal })), line.stuck.then((reason) => ({ reason }))]);
  if ('signal' in over) {
    output.tell(`${over.signal}: letting the documents at hand finish (once more stops at once)`);
    return undefined;
  }
  output.tell(`no progress: ${over.reason}; this worker ends, to be started again`);
  process.exitCode = startAgain;
  setTimeout(() => process.exit(startAgain), stuckDrainSeconds * 1000 + patienceMs).unref();
  return stuckDrainSeconds;
}
