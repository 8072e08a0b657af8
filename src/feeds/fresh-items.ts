import { readWebAddress } from '../sources/web-address.ts';
import type { SeenItem } from '../store/feed-store.ts';
import type { Submission } from '../store/ledger.ts';
import type { FeedItem } from './parse/feed.ts';

/** What becomes of an item: requested, known already (under this or another address), or left out for a reason. */
export type ItemFate = {
  item: FeedItem;
  fate: 'new' | 'known' | 'moved' | 'left-out';
  reason: string | null;
  submission: Submission | null;
};

/** Reads the items' addresses as requests; an item that cannot be requested says why. */
export function requestsOf(items: readonly FeedItem[], feed: { id: string; address: string }): ItemFate[] {
  const documents = new Set<string>();
  return items.map((item): ItemFate => {
    const leftOut = (reason: string): ItemFate => ({ item, fate: 'left-out', reason, submission: null });
    if (item.address === null) return leftOut(item.skip?.detail ?? 'it has no address');
    const read = readWebAddress(item.address, `feed:${feed.id}`);
    if ('error' in read) return leftOut(read.error);
    if (documents.has(read.submission.id)) return leftOut('the feed names it twice');
    documents.add(read.submission.id);
    const { title, publishedAt } = item;
    const hints = title === null && publishedAt === null ? {} : { hints: { from: feed.address, title, publishedAt } };
    return { item, fate: 'new', reason: null, submission: { ...read.submission, ...hints } };
  });
}

/**
 * Tells what is new from what the feed named before. An item is known by its document; one with a known guid under another
 * address has moved when its title or date is the same too, for some feeds give every item one guid.
 */
export function tellFresh(fates: readonly ItemFate[], seen: readonly SeenItem[]): ItemFate[] {
  const documents = new Set(seen.map(({ document }) => document));
  const byGuid = Map.groupBy(seen, ({ guid }) => guid ?? '');
  return fates.map((one) => {
    if (one.submission === null) return one;
    if (documents.has(one.submission.id)) return { ...one, fate: 'known' };
    const { id, title, publishedAt } = one.item;
    const isMoved = (byGuid.get(id ?? '') ?? []).some(
      (earlier) =>
        id !== null &&
        ((earlier.publishedAt !== null && earlier.publishedAt === publishedAt && earlier.title === title) ||
          (title !== null && earlier.title === title)),
    );
    return isMoved ? { ...one, fate: 'moved', reason: 'the feed named it before under another address' } : one;
  });
}

/** So much of a window is new when it may have run over: an item or two may be pinned to its head. */
const overrun = 0.8;

/**
 * Whether a window is new down to its oldest item, so that others may have come and gone between two polls. The oldest is told
 * by the dates, and where they are missing it is the last.
 */
export function isWindowNew(fates: readonly ItemFate[]): boolean {
  const window = fates.filter(({ fate }) => fate !== 'left-out');
  const fresh = window.filter(({ fate }) => fate === 'new').length;
  if (window.length < 2 || fresh < window.length * overrun) return false;
  const dates = window.map(({ item }) => (item.publishedAt === null ? Number.NaN : Date.parse(item.publishedAt)));
  const oldest = dates.some(Number.isNaN) ? window.length - 1 : dates.indexOf(Math.min(...dates));
  return fresh === window.length || window[oldest]?.fate === 'new';
}

/** What is kept of an item so that it is known next time. */
export function seenOf({ item, submission }: ItemFate, at: string): SeenItem[] {
  if (submission === null) return [];
  return [{ document: submission.id, guid: item.id, title: item.title, publishedAt: item.publishedAt, at }];
}
