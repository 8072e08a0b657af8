import { type DateValue, instantOf } from './date-value.ts';
import type { DateVote } from './date-votes.ts';

const HOUR = 3_600_000;
/** Half a minute: two places that state the same instant mean one event, whatever their offsets. */
const SAME = 60_000;
/** Whether a date is stated in UTC, as systems store it. */
export const isUtc = (date: DateValue): boolean => /(?:Z|[+-]00:00)$/.test(date.value);

/**
 * The day each vote counts for. An instant in UTC counts for the day that the page itself shows for it: in another
 * offset, or as a date one day beside it.
 */
export function ownDays(votes: readonly DateVote[]): (vote: DateVote) => string {
  const local = votes
    .filter((vote) => /[+-]\d\d:\d\d$/.test(vote.date.value) && !isUtc(vote.date))
    .map(({ date }) => ({ day: date.day, instant: instantOf(date) }));
  const shown = votes.filter((vote) => vote.kind === 'text' && vote.near <= 20);
  const known = new Map<DateVote, string>();
  return (vote) => {
    const day = known.get(vote) ?? dayOf(vote);
    known.set(vote, day);
    return day;
  };

  function dayOf(vote: DateVote): string {
    if (!isUtc(vote.date)) return vote.date.day;
    const instant = instantOf(vote.date);
    const same = local.find((other) => Math.abs(other.instant - instant) < SAME);
    if (same) return same.day;
    if (shown.some((other) => other.date.day === vote.date.day)) return vote.date.day;
    const beside = shown.find((other) => withinOffset(other.date, instant));
    return beside?.date.day ?? vote.date.day;
  }
}

/** Whether some offset (UTC-12 to UTC+14) makes the local date mean the instant. */
function withinOffset(local: DateValue, instant: number): boolean {
  const start = Date.parse(`${local.day}T00:00Z`);
  if (local.precision === 'day') return instant >= start - 14 * HOUR && instant < start + 36 * HOUR;
  const apart = Date.parse(`${local.value.slice(0, 16)}Z`) - instant;
  const rest = Math.abs(apart) % (15 * 60_000);
  return apart >= -12 * HOUR && apart <= 14 * HOUR && Math.min(rest, 15 * 60_000 - rest) < 3 * SAME;
}

/** The date as the page's own day has it; an instant in UTC gives way to the day shown when its day is another. */
export function inOwnDay(date: DateValue, day: string, winners: readonly DateVote[]): DateValue {
  if (date.day === day) return date;
  return winners.find((vote) => vote.date.day === day)?.date ?? date;
}
