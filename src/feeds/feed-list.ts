import { createHash } from 'node:crypto';
import type { NewFeed } from '../store/feed-store.ts';
import { firstInterval } from './interval.ts';

/** A feed's id: 12 hex digits of the SHA-256 of the address that it was added with. */
export const feedIdOf = (address: string): string => createHash('sha256').update(address).digest('hex').slice(0, 12);

/** A feed as it is added at a time: due at once. */
export function newFeed(address: string, now: number): NewFeed {
  const time = new Date(now).toISOString();
  return {
    id: feedIdOf(address),
    address,
    title: null,
    category: null,
    parent: null,
    added: time,
    nextDue: time,
    intervalMs: firstInterval,
    baseline: false,
  };
}
