import type { FeedRow } from '../store/feed-store.ts';
import type { FeedAnswer, Validators } from './feed-fetcher.ts';
import { longest } from './interval.ts';
import type { FeedNote } from './parse/feed.ts';

const hour = 3_600_000;
/** "Not modified" is believed for this long at least, and of a feed whose window lasts longer than a day for this long. */
const shortestBelief = 2 * hour;
const longestBelief = 72 * hour;
const untrue = 'untrue-304';

const whole: Validators = { etag: null, lastModified: null };

/**
 * What a poll asks with. Some servers say "not modified" for ever: a feed that has said so for as long as half of its window
 * lasts is asked for its body, and one that was caught at it always is.
 */
export function validatorsOf(row: FeedRow, now: number): Validators {
  if (isCaught(row)) return whole;
  const { turnoverMs, lastBody } = row;
  const belief = turnoverMs === null || turnoverMs >= longest ? longestBelief : Math.max(shortestBelief, turnoverMs);
  return lastBody !== null && now - Date.parse(lastBody) > belief ? whole : row;
}

/** Tells that a host gave news under the mark that it had for what came before: "not modified" means nothing there. */
export function untrueMark(row: FeedRow, answer: Extract<FeedAnswer, { status: 'ok' }>, fresh: number): FeedNote[] {
  const isSame =
    answer.etag === null
      ? answer.lastModified !== null && answer.lastModified === row.lastModified
      : answer.etag === row.etag;
  if (fresh === 0 || (!isSame && !isCaught(row))) return [];
  return [
    {
      code: untrue,
      detail:
        'its server marks other content with the same ETag or Last-Modified; it is always asked for the whole feed',
    },
  ];
}

const isCaught = ({ notes }: FeedRow): boolean => notes.some(({ code }) => code === untrue);
