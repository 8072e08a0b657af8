import type { Redis } from '../redis/connect.ts';
import type { Hop } from './fetched.ts';

/** The beginnings of fetches that wait for a turn at the host they were redirected to. `who` names one fetch. */
export type Walks = {
  load(who: string): Promise<Hop[]>;
  save(who: string, hops: readonly Hop[]): Promise<void>;
  drop(who: string): Promise<void>;
  /** Everybody who has one, some at a time. Looks through all keys of Redis: not to be asked often. */
  all(): AsyncIterable<string[]>;
};

/** Longer than any host makes a fetch wait for its next turn. */
const keptMs = 2 * 24 * 3_600_000;

/** The beginnings kept in Redis; a lost one only begins again. */
export function redisWalks(redis: Redis, prefix: string): Walks {
  const key = (who: string): string => `${prefix}:walk:${who}`;
  return {
    async load(who) {
      const text = await redis.get(key(who));
      return text === null ? [] : JSON.parse(text);
    },
    async save(who, hops) {
      await redis.set(key(who), JSON.stringify(hops), 'PX', keptMs);
    },
    async drop(who) {
      await redis.del(key(who));
    },
    async *all() {
      let cursor = '0';
      do {
        const [next, keys] = await redis.scan(cursor, 'MATCH', `${key('')}*`, 'COUNT', 1_000);
        cursor = next;
        if (keys.length > 0) yield keys.map((one) => one.slice(key('').length));
      } while (cursor !== '0');
    },
  };
}
