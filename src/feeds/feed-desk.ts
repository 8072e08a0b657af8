import { readWebAddress } from '../sources/web-address.ts';
import type { FeedRow, FeedStore } from '../store/feed-store.ts';
import { discover } from './discover.ts';
import type { FeedFetcher } from './feed-fetcher.ts';
import { newFeed } from './feed-list.ts';
import type { FoundFeed, ParsedFeed } from './parse/feed.ts';

/** How a feed is to be followed. `fromNow`: what it names today is noted as seen and not requested. */
export type FollowOptions = { category: string | null; fromNow: boolean; all: boolean };

/** How a wish to follow an address was answered. `others` are further feeds that the page names. */
export type FollowAnswer =
  | {
      ok: true;
      answer: 'added' | 'known';
      row: FeedRow;
      feed: ParsedFeed | null;
      others: FoundFeed[];
      how: string | null;
    }
  | { ok: false; address: string; error: string };

/**
 * Follows what is at an address: a feed, or the feeds of a page (the first, or all). The address is fetched, so that what
 * is added is known to be a feed.
 */
export async function follow(
  address: string,
  options: FollowOptions,
  needs: { feeds: FeedStore; web: Pick<FeedFetcher, 'get'>; now(): number },
): Promise<FollowAnswer[]> {
  const read = readWebAddress(address.replace(/^feed:(?:\/\/)?(?=https?:)/i, ''), 'feeds');
  if ('error' in read) return [{ ok: false, address, error: read.error }];
  const asked = read.submission.address;
  const [known] = await needs.feeds.find(asked);
  if (known) return [{ ok: true, answer: 'known', row: known, feed: null, others: [], how: null }];
  const found = await discover(asked, needs.web);
  if (found.kind === 'nothing') return [{ ok: false, address, error: `${found.fault.detail} (${found.fault.code})` }];
  const targets =
    found.kind === 'feed'
      ? [{ address: found.address, title: found.feed.title }]
      : found.feeds.slice(0, options.all ? found.feeds.length : 1);
  const others = found.kind === 'feed' || options.all ? [] : found.feeds.slice(1);
  const added = await needs.feeds.add(
    targets.map((target) => ({
      ...newFeed(target.address, needs.now()),
      title: target.title,
      category: options.category,
      baseline: options.fromNow,
    })),
  );
  return added.map(({ row, answer }) => ({
    ok: true,
    answer,
    row,
    feed: found.kind === 'feed' ? found.feed : null,
    others,
    how: found.kind === 'page' ? found.how : null,
  }));
}
