import { setTimeout as sleep } from 'node:timers/promises';

/** The exit code of a program that makes no progress and wants another start: EX_TEMPFAIL of sysexits.h. */
const wantsStart = 75;
/** So many starts again within an hour; then something is wrong that a start does not mend. */
const mostAnHour = 5;
const hourMs = 3_600_000;
/** The wait before the first start again; twice as long before each that follows. */
const firstWaitMs = 1_000;

/**
 * Runs `run` again for as long as it ends with the exit code that asks for it, within bounds. A signal during the wait ends it.
 * Gives the last exit code; 1 when there were too many starts.
 */
export async function startAgain(run, { tell = console.error, waitMs = firstWaitMs } = {}) {
  const starts = [];
  for (;;) {
    const code = await run();
    if (code !== wantsStart) return code;
    const now = performance.now();
    starts.push(now);
    while (starts[0] < now - hourMs) starts.shift();
    if (starts.length > mostAnHour) {
      tell(`started again ${mostAnHour} times within an hour, and still without progress: giving up; the log says why`);
      return 1;
    }
    const stopped = new AbortController();
    const stop = () => stopped.abort();
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
    for (const signal of signals) process.on(signal, stop);
    const wait = waitMs * 2 ** (starts.length - 1);
    tell(`starting again in ${wait / 1000} s (${starts.length} of ${mostAnHour} within an hour)`);
    const slept = await sleep(wait, true, { signal: stopped.signal }).catch(() => false);
    for (const signal of signals) process.off(signal, stop);
    if (!slept) return 0;
  }
}
