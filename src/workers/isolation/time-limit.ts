/** Watches that a task which a thread has begun ends in time. */
export type TimeLimit = { signal: AbortSignal; stop(): void };

/** An answer that lies there unread when the time is up, as after this process was stopped and went on, counts as given. */
const readingMs = 250;

/**
 * Aborts `signal` once `seconds` have gone since the time that is written into `began`, in nanoseconds of the monotonic clock;
 * as long as it is 0 the task waits, and time does not count.
 */
export function timeLimit(began: BigInt64Array, seconds: number): TimeLimit {
  const limitMs = seconds * 1000;
  const controller = new AbortController();
  let timer = setTimeout(look, limitMs);
  function look(): void {
    const at = Atomics.load(began, 0);
    const leftMs = at === 0n ? limitMs : limitMs - Number((process.hrtime.bigint() - at) / 1_000_000n);
    timer = leftMs > 0 ? setTimeout(look, leftMs) : setTimeout(() => controller.abort(), readingMs);
  }
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
