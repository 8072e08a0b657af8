import { UsageError } from '../errors.ts';
import type { FeedRow, FeedStore } from '../store/feed-store.ts';

/** The feed that a person names. @throws UsageError when there is none, or more than one. */
export async function findFeed(feeds: FeedStore, name: string): Promise<FeedRow> {
  const [row, ...more] = await feeds.find(name.trim());
  if (row === undefined) throw new UsageError(`no feed "${name}" is followed`, 'copydesk feeds list shows them all');
  if (more.length > 0) throw new UsageError(`"${name}" begins the ids of ${more.length + 1} feeds`, 'give more digits');
  return row;
}
