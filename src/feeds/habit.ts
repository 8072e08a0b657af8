import type { FeedRow } from '../store/feed-store.ts';
import { longest, shortest } from './interval.ts';
import type { FeedItem } from './parse/feed.ts';

const keptGaps = 30;
const day = 24 * 3_600_000;
/** What was seen of a feed's haste fades: the turnover doubles in this time when nothing confirms it. */
const fading = 3 * day;
/** A silence is told when it is this many times as long as nine of ten before it, and a day at least. */
const patience = 3;

/** The times of items in milliseconds, oldest first; a day without a time of day says too little. */
function timesOf(items: readonly Pick<FeedItem, 'publishedAt'>[], now: number): number[] {
  return items
    .map(({ publishedAt }) =>
      publishedAt !== null && publishedAt.length > 10 ? Date.parse(withOffset(publishedAt)) : Number.NaN,
    )
    .filter((at) => Number.isFinite(at) && at <= now)
    .sort((a, b) => a - b);
}

// A time without an offset would be read as this machine's; for a distance between two of them any will do.
const withOffset = (text: string): string => (/(?:Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`);

/**
 * How soon a feed has replaced half of its window, in milliseconds, by the dates of its items: the shortest span that half
 * of them lie in. A batch put out at one time replaces nothing by itself, so that spans below the shortest interval say
 * nothing; null when the dates do not tell.
 */
export function turnoverOf(items: readonly Pick<FeedItem, 'publishedAt'>[], now: number): number | null {
  const times = timesOf(items, now);
  if (times.length < 4 || times.length < items.length * 0.8) return null;
  const half = Math.max(2, Math.floor(times.length / 2));
  const spans = times.slice(half).map((at, index) => at - (times[index] ?? at));
  const shortestSpan = Math.min(...spans);
  if (shortestSpan >= shortest) return shortestSpan;
  const whole = (times.at(-1) ?? 0) - (times[0] ?? 0);
  return whole >= shortest ? Math.max(shortest, shortestSpan) : null;
}

/** What is remembered of a feed's haste: the least of what its window shows, what this poll showed, and the fading memory. */
export function rememberTurnover(
  row: FeedRow,
  shown: number | null,
  found: { fresh: number; window: number },
  now: number,
): number | null {
  const since = row.lastSuccess === null ? 0 : now - Date.parse(row.lastSuccess);
  const met =
    row.lastSuccess !== null && found.fresh > 0 && found.window > 1 ? (since * found.window) / (2 * found.fresh) : null;
  const remembered = row.turnoverMs === null ? null : row.turnoverMs * 2 ** (since / fading);
  const known = [shown, met, remembered].filter((span): span is number => span !== null);
  return known.length === 0 ? null : Math.min(longest, Math.max(shortest, ...[Math.min(...known)]));
}

/** The spans between news, with the newest one; the first poll fills them from the items' own dates. */
export function rememberGaps(row: FeedRow, items: readonly FeedItem[], fresh: number, now: number): number[] {
  if (fresh === 0) return row.gaps;
  if (row.lastNew !== null) return [...row.gaps, now - Date.parse(row.lastNew)].slice(-keptGaps);
  const times = timesOf(items, now);
  return times
    .slice(1)
    .map((at, index) => at - (times[index] ?? at))
    .filter((gap) => gap >= shortest)
    .slice(-keptGaps);
}

/** How a feed fares. `silent`: it has been without news for much longer than is its habit. */
export type FeedHealth = {
  state: 'new' | 'well' | 'silent' | 'failing' | 'gone';
  silentForMs: number | null;
  habitMs: number | null;
};

/** The health of a feed at a time. Its habit is the span that nine of ten gaps between news stay under. */
export function healthOf(row: FeedRow, now: number): FeedHealth {
  const sorted = [...row.gaps].sort((a, b) => a - b);
  const habitMs = sorted.length < 3 ? null : (sorted[Math.floor(sorted.length * 0.9)] ?? null);
  const silentForMs = row.lastNew === null ? null : now - Date.parse(row.lastNew);
  const isSilent = habitMs !== null && silentForMs !== null && silentForMs > Math.max(day, patience * habitMs);
  const isGone = row.lastError?.code === 'http-410';
  const state =
    row.lastPoll === null ? 'new' : row.errorRun > 0 ? (isGone ? 'gone' : 'failing') : isSilent ? 'silent' : 'well';
  return { state, silentForMs, habitMs };
}
