import { createHash } from 'node:crypto';
import type { FeedRow, FeedStore, SeenItem } from '../store/feed-store.ts';
import type { Submission } from '../store/ledger.ts';
import type { FeedAnswer, FeedFetcher, Validators } from './feed-fetcher.ts';
import { type ItemFate, requestsOf, seenOf, tellFresh } from './fresh-items.ts';
import { rememberGaps, rememberTurnover, turnoverOf } from './habit.ts';
import { intervalAfterError, isOverrun, nextInterval, outsideSkipped } from './interval.ts';
import type { FeedNote, ParsedFeed } from './parse/feed.ts';
import { parseFeed } from './parse/parse-feed.ts';
import { wakeSitemaps } from './wake-sitemaps.ts';

/** What a poll needs. `submit` resolves once the ledger holds every submission; `now` is the clock. */
export type PollNeeds = {
  feeds: FeedStore;
  web: Pick<FeedFetcher, 'get'>;
  submit(submissions: Submission[]): Promise<unknown>;
  now(): number;
};

/** What a poll did. `fresh` items were requested; `woken` are sitemaps under this one that have changed. */
export type PollReport = {
  outcome: 'new' | 'nothing-new' | 'unchanged' | 'failed' | 'no-such-feed';
  row: FeedRow | null;
  fresh: number;
  moved: number;
  detail: string | null;
};

const keptNotes = 10;
/** How many pages of older items are followed when a whole window is new. */
const mostPages = 10;
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
  return takeAnswer(row, await needs.web.get(row.address, row), needs);
}

/** Takes what a feed's address gave, or what its hub sent. */
export async function takeAnswer(row: FeedRow, answer: FeedAnswer, needs: PollNeeds): Promise<PollReport> {
  if (answer.status === 'failed') return failed(row, answer, needs);
  if (answer.status === 'unchanged') return unchanged(row, answer, {}, needs);
  const digest = createHash('sha256').update(answer.bytes).digest('base64url');
  if (digest === row.digest) {
    return unchanged(row, answer, { etag: answer.etag, lastModified: answer.lastModified }, needs);
  }
  const parsed = parseFeed(answer.bytes, { address: answer.url, charset: answer.charset });
  if ('fault' in parsed) {
    const { code, detail } = parsed.fault;
    return failed(row, { status: 'failed', code, detail, retryAfterMs: null }, needs);
  }
  return taken(row, { ...answer, digest }, parsed.feed, needs);
}

async function taken(
  row: FeedRow,
  answer: Extract<FeedAnswer, { status: 'ok' }> & { digest: string },
  feed: ParsedFeed,
  needs: PollNeeds,
): Promise<PollReport> {
  const { feeds, now } = needs;
  const at = now();
  const time = new Date(at).toISOString();
  const isFirst = row.lastSuccess === null;
  const fates = await tellAll(row, feed, needs);
  const fresh = fates.filter(({ fate }) => fate === 'new');
  const window = fates.filter(({ fate }) => fate !== 'left-out').length;
  const notes: FeedNote[] = [...feed.notes];
  const found = { fresh: fresh.length, window, isFirst };
  const older = isOverrun(found) ? await olderPages(row, feed, needs) : { fates: [], closed: false };
  if (isOverrun(found) && !older.closed) {
    notes.push({
      code: 'may-have-missed',
      detail: `all ${window} items were new: others may have come and gone before this poll`,
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
      const turnoverMs = rememberTurnover(current, turnoverOf(feed.items, at), found, at);
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

async function tellAll(row: FeedRow, feed: ParsedFeed, { feeds }: PollNeeds): Promise<ItemFate[]> {
  const fates = requestsOf(feed.items, row);
  const documents = fates.flatMap(({ submission }) => (submission === null ? [] : [submission.id]));
  const guids = fates.flatMap(({ item }) => (item.id === null ? [] : [item.id]));
  return tellFresh(fates, await feeds.seen(row.id, documents, guids));
}

/** Follows a feed's pages of older items (RFC 5005) until one names something known; `closed` when it came to that. */
async function olderPages(
  row: FeedRow,
  feed: ParsedFeed,
  needs: PollNeeds,
): Promise<{ fates: ItemFate[]; closed: boolean }> {
  const fates: ItemFate[] = [];
  const visited = new Set<string>([row.address]);
  let next = feed.next;
  while (next !== null && !visited.has(next) && visited.size <= mostPages) {
    visited.add(next);
    const answer = await needs.web.get(next, { etag: null, lastModified: null });
    if (answer.status !== 'ok') break;
    const parsed = parseFeed(answer.bytes, { address: answer.url, charset: answer.charset });
    if ('fault' in parsed) break;
    const page = await tellAll(row, parsed.feed, needs);
    fates.push(...page.filter(({ fate }) => fate === 'new'));
    if (page.some(({ fate }) => fate === 'known')) return { fates, closed: true };
    next = parsed.feed.next;
  }
  return { fates, closed: false };
}

async function submitAll(fates: readonly ItemFate[], { submit }: PollNeeds): Promise<void> {
  const submissions = fates.flatMap(({ submission }) => (submission === null ? [] : [submission]));
  for (let from = 0; from < submissions.length; from += submitAtOnce)
    await submit(submissions.slice(from, from + submitAtOnce));
}

async function unchanged(
  row: FeedRow,
  { permanent, maxAgeMs }: { permanent: string | null; maxAgeMs: number | null },
  validators: Partial<Validators>,
  { feeds, now }: PollNeeds,
): Promise<PollReport> {
  const at = now();
  const time = new Date(at).toISOString();
  const found = { fresh: 0, window: 0, isFirst: false };
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
      ...validators,
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

async function failed(
  row: FeedRow,
  failure: Extract<FeedAnswer, { status: 'failed' }>,
  { feeds, now }: PollNeeds,
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

const ageOf = (row: FeedRow, now: number): number => now - Date.parse(row.added);

/** A feed that has moved for good is polled at its new address from now on, and says so. */
function movedTo(row: FeedRow, permanent: string | null, at: string): Pick<FeedRow, 'address' | 'notes'> {
  const { address } = row;
  if (permanent === null || permanent === address) return { address, notes: row.notes };
  const note = { code: 'moved', detail: `it has moved for good from ${address} to ${permanent}` };
  return { address: permanent, notes: withNotes(row, [note], at) };
}

/** The latest notes, one of each code: a feed that is always cut at the same place says so once. */
function withNotes(row: FeedRow, notes: readonly FeedNote[], at: string): FeedRow['notes'] {
  const fresh = notes.map((note) => ({ ...note, at }));
  const codes = new Set(notes.map(({ code }) => code));
  return [...row.notes.filter(({ code }) => !codes.has(code)), ...fresh].slice(-keptNotes);
}
