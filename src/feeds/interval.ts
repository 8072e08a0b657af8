import type { FeedWishes } from './parse/feed.ts';

const minute = 60_000;
const hour = 60 * minute;

/** No feed is polled sooner than this, or later. */
export const shortest = 10 * minute;
export const longest = 24 * hour;
/** Where a feed begins. */
export const firstInterval = 30 * minute;
/** A feed whose dates do not tell its habits is watched hourly until a day has shown them. */
const learning = 24 * hour;
/** An error that may pass is tried again at least this often, unless the server asks for more patience. */
const longestAfterError = 6 * hour;
/** For so many failures in a row the feed's window counts for more than patience. */
const hastyTries = 12;

/**
 * What a poll that reached the feed found. `fresh` of the `window` items it names are new; `isFirst`: nothing was known;
 * `isOverrun`: others may have come and gone between two polls.
 */
export type Found = { fresh: number; window: number; isFirst: boolean; isOverrun: boolean };

/** What bounds a feed's interval: how soon its window turns over, how long it has been followed, its wishes, its cache. */
export type Limits = { turnoverMs: number | null; ageMs: number; wishes: FeedWishes; maxAgeMs: number | null };

/**
 * The next interval of a feed, in milliseconds. Something new halves it (additive caution towards a
 * silent feed, haste towards a lively one, as in adaptive TTL of web caches: Gwertzman and Seltzer, World-Wide Web Cache
 * Consistency, USENIX 1996), a whole window of new items quarters it, and nothing new makes it half as
 * long again. Within these it is never longer than the time in which the feed has replaced half of its window, so that no
 * item comes and goes unseen; and, but for that, not shorter than the feed's ttl and its Cache-Control ask for.
 */
export function nextInterval(intervalMs: number, found: Found, limits: Limits): number {
  const factor = found.isFirst ? 1 : found.isOverrun ? 0.25 : found.fresh > 0 ? 0.5 : 1.5;
  const needed = limits.turnoverMs ?? (limits.ageMs < learning ? hour : longest);
  const asked = Math.max(limits.wishes.ttlMs ?? 0, limits.maxAgeMs ?? 0);
  return clamp(Math.min(Math.max(intervalMs * factor, asked), needed));
}

/**
 * When to try a feed again after its `errorRun`-th failure in a row: at its interval or within the hour, then twice as long
 * each time. A server that says when is obeyed. A feed that says it is gone (410) is asked once a day, for good: some come
 * back; one that is not found (404) comes to that slowly. The first failures are not backed off beyond what the feed's window
 * lasts, so that a short outage costs no item.
 */
export function intervalAfterError(
  intervalMs: number,
  errorRun: number,
  failure: { code: string; retryAfterMs: number | null },
  turnoverMs: number | null,
): number {
  if (failure.code === 'http-410') return longest;
  const patient = failure.code === 'http-404' ? longest : longestAfterError;
  const most = errorRun <= hastyTries ? Math.min(patient, turnoverMs ?? patient) : patient;
  const backoff = Math.min(Math.min(intervalMs, hour) * 2 ** Math.min(errorRun - 1, 10), most);
  return Math.max(clamp(backoff), Math.min(failure.retryAfterMs ?? 0, 7 * longest));
}

/** Moves a time out of the hours and days (UTC) in which the feed says that it has nothing new. */
export function outsideSkipped(at: number, { skipHours, skipDays }: FeedWishes): number {
  if (skipHours.length >= 24 || skipDays.length >= 7) return at;
  let moved = at;
  for (let step = 0; step < 8 * 24; step++) {
    const date = new Date(moved);
    if (!skipHours.includes(date.getUTCHours()) && !skipDays.includes(date.getUTCDay())) return moved;
    moved = Math.floor(moved / hour) * hour + hour;
  }
  return at;
}

const clamp = (ms: number): number => Math.round(Math.min(longest, Math.max(shortest, ms)));
