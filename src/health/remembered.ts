/** How long an answer serves: to compare a thousand sites takes a second, and nothing changes from one to the next. */
const keptMs = 60_000;

/** A question whose answers are kept for a minute, so that a page that is reloaded and a scraper share one. Failures are not kept. */
export function remembered<T>(ask: (about?: string) => Promise<T>, now: () => number = Date.now): typeof ask {
  const kept = new Map<string | undefined, { at: number; answer: Promise<T> }>();
  return (about) => {
    const known = kept.get(about);
    if (known && now() - known.at < keptMs) return known.answer;
    for (const [key, { at }] of kept) if (now() - at >= keptMs) kept.delete(key);
    const answer = ask(about);
    kept.set(about, { at: now(), answer });
    answer.catch(() => kept.delete(about));
    return answer;
  };
}
