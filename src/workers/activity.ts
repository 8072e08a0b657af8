/** What a stage's worker is doing. Times as performance.now() gives them. */
export type Activity = {
  /** Runs `work` and notes when it began and ended. */
  during<T>(work: () => Promise<T>): Promise<T>;
  /** How many ended; when the last one did, or began; when the one that is longest at work began, null when none is. */
  seen(): { done: number; lastAt: number; oldestAt: number | null };
};

/** Begins to watch one stage's work. */
export function watchActivity(): Activity {
  const began = new Set<{ at: number }>();
  let done = 0;
  let lastAt = performance.now();
  return {
    async during(work) {
      const one = { at: performance.now() };
      lastAt = one.at;
      began.add(one);
      try {
        return await work();
      } finally {
        began.delete(one);
        done += 1;
        lastAt = performance.now();
      }
    },
    // A set gives back in the order of insertion.
    seen: () => ({ done, lastAt, oldestAt: began.values().next().value?.at ?? null }),
  };
}
