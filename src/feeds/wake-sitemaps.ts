import type { FeedRow, FeedStore } from '../store/feed-store.ts';
import { newFeed } from './feed-list.ts';
import type { ParsedFeed } from './parse/feed.ts';

/** A sitemap index is followed this far; where it names more, those that changed last. */
const mostChildren = 500;

/**
 * The sitemaps that an index names are feeds of their own, polled when the index says that they have changed.
 * @returns how many were added or woken.
 */
export async function wakeSitemaps(
  row: FeedRow,
  feed: ParsedFeed,
  { feeds, now }: { feeds: FeedStore; now(): number },
): Promise<number> {
  if (feed.children.length === 0) return 0;
  const time = new Date(now()).toISOString();
  const newest = feed.children
    .toSorted((a, b) => (b.modifiedAt ?? '').localeCompare(a.modifiedAt ?? ''))
    .slice(0, mostChildren);
  const added = await feeds.add(
    newest.map(({ address }) => ({
      ...newFeed(address, now()),
      category: row.category,
      parent: row.id,
      // A sitemap that joins a known index names news; those that the index began with are as it was asked for.
      baseline: row.baseline && row.lastSuccess === null,
    })),
  );
  let woken = 0;
  for (const [index, { row: child, answer }] of added.entries()) {
    const modifiedAt = newest[index]?.modifiedAt ?? null;
    const isChanged =
      modifiedAt !== null && child.lastSuccess !== null && Date.parse(modifiedAt) > Date.parse(child.lastSuccess);
    if (answer === 'added') woken++;
    else if (isChanged && child.nextDue > time && child.parent === row.id) {
      await feeds.update(child.id, (current) => ({ ...current, nextDue: time }));
      woken++;
    }
  }
  return woken;
}
