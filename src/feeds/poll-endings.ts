import type { FeedRow } from '../store/feed-store.ts';
import type { FeedAnswer, Validators } from './feed-fetcher.ts';
import { rememberTurnover } from './habit.ts';
import { intervalAfterError, nextInterval, outsideSkipped } from './interval.ts';
import type { PollNeeds, PollReport } from './poll-needs.ts';
import { movedTo, withNotes } from './row-notes.ts';

type Needs = Pick<PollNeeds, 'feeds' | 'now'>;

/** Ends a poll that brought what is known already: the host says so, or the bytes are the same (then with its `validators`). */
export async function endUnchanged(
  row: FeedRow,
  { permanent, maxAgeMs }: { permanent: string | null; maxAgeMs: number | null },
  body: (Validators & { lastBody: string }) | null,
  { feeds, now }: Needs,
): Promise<PollReport> {
  const at = now();
  const time = new Date(at).toISOString();
  const found = { fresh: 0, window: 0, isFirst: false, isOverrun: false };
  const saved = await feeds.update(row.id, (current) => {
    const turnoverMs = rememberTurnover(current, null, found, at);
    const intervalMs = nextInterval(current.intervalMs, found, {
      turnoverMs,
      ageMs: ageOf(current, at),
      wishes: current.wishes,
      maxAgeMs,
    });
    return {
      ...current,
      ...body,
      ...movedTo(current, permanent, time),
      intervalMs,
      nextDue: new Date(outsideSkipped(at + intervalMs, current.wishes)).toISOString(),
      lastPoll: time,
      lastSuccess: time,
      polls: current.polls + 1,
      errorRun: 0,
      lastError: null,
      turnoverMs,
    };
  });
  return { outcome: 'unchanged', row: saved, fresh: 0, moved: 0, detail: null };
}

/** Ends a poll that gave no feed. */
export async function endFailed(
  row: FeedRow,
  failure: Extract<FeedAnswer, { status: 'failed' }>,
  { feeds, now }: Needs,
): Promise<PollReport> {
  const at = now();
  const time = new Date(at).toISOString();
  const { code, detail } = failure;
  const saved = await feeds.update(row.id, (current) => {
    const errorRun = current.errorRun + 1;
    const wait = intervalAfterError(current.intervalMs, errorRun, failure, current.turnoverMs);
    return {
      ...current,
      nextDue: new Date(at + wait).toISOString(),
      lastPoll: time,
      polls: current.polls + 1,
      errorRun,
      lastError: { code, detail, at: time },
      notes: withNotes(current, [{ code, detail }], time),
    };
  });
  return { outcome: 'failed', row: saved, fresh: 0, moved: 0, detail: `${code}: ${detail}` };
}

/** How long a feed has been followed, in milliseconds. */
export const ageOf = (row: FeedRow, now: number): number => now - Date.parse(row.added);
