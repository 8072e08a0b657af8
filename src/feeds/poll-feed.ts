import { createHash } from 'node:crypto';
import type { FeedRow, SeenItem } from '../store/feed-store.ts';
import { untrueMark, validatorsOf } from './ask-whole.ts';
import type { FeedAnswer } from './feed-fetcher.ts';
import { type ItemFate, isWindowNew, seenOf } from './fresh-items.ts';
import { rememberGaps, rememberTurnover, turnoverOf } from './habit.ts';
import { nextInterval, outsideSkipped } from './interval.ts';
import { olderPages, tellAll } from './older-pages.ts';
import type { FeedNote, ParsedFeed } from './parse/feed.ts';
import { parseFeed } from './parse/parse-feed.ts';
import { ageOf, endFailed, endUnchanged } from './poll-endings.ts';
import type { PollNeeds, PollReport } from './poll-needs.ts';
import { movedTo, withNotes } from './row-notes.ts';
import { wakeSitemaps } from './wake-sitemaps.ts';

const submitAtOnce = 500;

/**
 * Polls one feed: a conditional GET, its items told apart, the new ones requested, and the time of its next poll. The
 * ledger holds the requests before the feed's row says that they were seen: a poll that dies between is done again and
 * requests nothing twice.
 * @throws what the store or the ledger throws; nothing of the poll is kept then.
 */
export async function pollFeed(id: string, needs: PollNeeds): Promise<PollReport> {
  const row = await needs.feeds.get(id);
  if (row === null) return { outcome: 'no-such-feed', row: null, fresh: 0, moved: 0, detail: null };
  return takeAnswer(row, await needs.web.get(row.address, validatorsOf(row, needs.now())), 'poll', needs);
}

/** How an answer came: asked for, or sent by a hub. A hub may send what is new alone, which says nothing of the feed's window. */
export type Way = 'poll' | 'push';

/** Takes what a feed's address gave, or what its hub sent. */
export async function takeAnswer(row: FeedRow, answer: FeedAnswer, way: Way, needs: PollNeeds): Promise<PollReport> {
  if (answer.status === 'failed') return endFailed(row, answer, needs);
  if (answer.status === 'unchanged') return endUnchanged(row, answer, null, needs);
  const digest = createHash('sha256').update(answer.bytes).digest('base64url');
  if (digest === row.digest) {
    const { etag, lastModified } = answer;
    return endUnchanged(row, answer, { etag, lastModified, lastBody: new Date(needs.now()).toISOString() }, needs);
  }
  const parsed = parseFeed(answer.bytes, { address: answer.url, charset: answer.charset });
  if ('fault' in parsed) {
    const { code, detail } = parsed.fault;
    return endFailed(row, { status: 'failed', code, detail, retryAfterMs: null }, needs);
  }
  return taken(row, { ...answer, digest }, parsed.feed, way, needs);
}

async function taken(
  row: FeedRow,
  answer: Extract<FeedAnswer, { status: 'ok' }> & { digest: string },
  feed: ParsedFeed,
  way: Way,
  needs: PollNeeds,
): Promise<PollReport> {
  const { feeds, now } = needs;
  const at = now();
  const time = new Date(at).toISOString();
  const isFirst = row.lastSuccess === null;
  const fates = await tellAll(row, feed, needs);
  const fresh = fates.filter(({ fate }) => fate === 'new');
  const window = fates.filter(({ fate }) => fate !== 'left-out').length;
  const notes: FeedNote[] = [...feed.notes, ...(way === 'poll' ? untrueMark(row, answer, fresh.length) : [])];
  const isOverrun = way === 'poll' && !isFirst && isWindowNew(fates);
  const found = { fresh: fresh.length, window, isFirst, isOverrun };
  const older = isOverrun ? await olderPages(row, feed, needs) : { fates: [], closed: false };
  if (isOverrun && !older.closed) {
    notes.push({
      code: 'may-have-missed',
      detail: `${fresh.length} of ${window} items were new, the oldest too: others may have come and gone before this poll`,
    });
  }
  const requested = [...fresh, ...older.fates];
  const isBaseline = isFirst && row.baseline;
  if (!isBaseline) await submitAll(requested, needs);
  const woken = await wakeSitemaps(row, feed, needs);
  const seen: SeenItem[] = [...fates.filter(({ fate }) => fate !== 'known'), ...older.fates].flatMap((one) =>
    seenOf(one, time),
  );
  const brought = isBaseline ? 0 : requested.length;
  const saved = await feeds.update(
    row.id,
    (current) => {
      const turnoverMs =
        way === 'push' ? current.turnoverMs : rememberTurnover(current, turnoverOf(feed.items, at), found, at);
      const limits = { turnoverMs, ageMs: ageOf(current, at), wishes: feed.wishes, maxAgeMs: answer.maxAgeMs };
      const intervalMs = nextInterval(current.intervalMs, { ...found, fresh: found.fresh + woken }, limits);
      return {
        ...current,
        title: feed.title ?? current.title,
        site: feed.site ?? current.site,
        kind: feed.kind,
        offer: offerOf(feed, answer),
        etag: answer.etag,
        lastModified: answer.lastModified,
        digest: answer.digest,
        lastBody: time,
        intervalMs,
        nextDue: new Date(outsideSkipped(at + intervalMs, feed.wishes)).toISOString(),
        lastPoll: time,
        lastSuccess: time,
        lastNew: brought > 0 ? time : current.lastNew,
        polls: current.polls + 1,
        items: current.items + brought,
        errorRun: 0,
        lastError: null,
        wishes: feed.wishes,
        gaps: rememberGaps(current, feed.items, brought, at),
        turnoverMs,
        ...movedTo({ ...current, notes: withNotes(current, notes, time) }, answer.permanent, time),
      };
    },
    seen,
  );
  const movedItems = fates.filter(({ fate }) => fate === 'moved').length;
  return { outcome: brought > 0 ? 'new' : 'nothing-new', row: saved, fresh: brought, moved: movedItems, detail: null };
}

/** The WebSub hub that a feed or its headers name, and what it calls the feed; the headers win (W3C WebSub, 4). */
function offerOf(feed: ParsedFeed, answer: { url: string; hubs: string[]; self: string | null }): FeedRow['offer'] {
  const hub = answer.hubs[0] ?? feed.hubs[0];
  return hub === undefined ? null : { hub, topic: answer.self ?? feed.self ?? answer.url };
}

async function submitAll(fates: readonly ItemFate[], { submit }: PollNeeds): Promise<void> {
  const submissions = fates.flatMap(({ submission }) => (submission === null ? [] : [submission]));
  for (let from = 0; from < submissions.length; from += submitAtOnce)
    await submit(submissions.slice(from, from + submitAtOnce));
}
