import type { FeedRow } from '../store/feed-store.ts';
import { type ItemFate, requestsOf, tellFresh } from './fresh-items.ts';
import type { ParsedFeed } from './parse/feed.ts';
import { parseFeed } from './parse/parse-feed.ts';
import type { PollNeeds } from './poll-needs.ts';

/** How many pages of older items are followed when a whole window is new. */
const mostPages = 10;

/** Follows a feed's pages of older items (RFC 5005) until one names something known; `closed` when it came to that. */
export async function olderPages(
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

/** Tells a feed's items apart by what it named before. */
export async function tellAll(
  row: FeedRow,
  feed: ParsedFeed,
  { feeds }: Pick<PollNeeds, 'feeds'>,
): Promise<ItemFate[]> {
  const fates = requestsOf(feed.items, row);
  const documents = fates.flatMap(({ submission }) => (submission === null ? [] : [submission.id]));
  const guids = fates.flatMap(({ item }) => (item.id === null ? [] : [item.id]));
  return tellFresh(fates, await feeds.seen(row.id, documents, guids));
}
