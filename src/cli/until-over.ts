import type { RunningLine } from '../run-line.ts';
import type { Output } from './output.ts';

/** The exit code of a worker that was stuck and wants to be started again: EX_TEMPFAIL. bin/copydesk.mjs does so. */
const startAgain = 75;

/** A stuck worker's documents are not waited for as long as a healthy one's: what hangs will not end. */
const stuckDrainSeconds = 5;
/** What is left after a line was drained may hang: a Redis that takes connections and never answers. */
const patienceMs = 10_000;

/**
 * Waits until the process is asked to stop, or its line is stuck: then it ends with the exit code that asks for another start. Either
 * way it ends soon after the time to drain, whatever hangs: what it had at hand is taken up by others, as after a kill.
 * @returns for how many seconds the line should be drained.
 */
export async function untilOver(
  line: RunningLine,
  stopped: Promise<string>,
  { output, drainSeconds }: { output: Output; drainSeconds: number },
): Promise<number> {
  const over = await Promise.race([stopped.then((signal) => ({ signal })), line.stuck.then((reason) => ({ reason }))]);
  const signalled = 'signal' in over;
  if (signalled) output.tell(`${over.signal}: letting the documents at hand finish (once more stops at once)`);
  else {
    output.tell(`no progress: ${over.reason}; this worker ends, to be started again`);
    process.exitCode = startAgain;
  }
  const seconds = signalled ? drainSeconds : stuckDrainSeconds;
  const end = (): void => {
    output.tell('something hangs, and is left behind (Redis may not answer); what was at hand is taken up again');
    process.exit();
  };
  setTimeout(end, seconds * 1000 + patienceMs).unref();
  return seconds;
}
