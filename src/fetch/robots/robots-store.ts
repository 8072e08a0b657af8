import { z } from 'zod';
import type { Redis } from '../../redis/connect.ts';

/** What is remembered of the robots.txt of one origin (scheme, host and port); times in ms since 1970. */
const robotsEntrySchema = z.object({
  /** `rules`: a file was read. `none`: the host has no such file. `unreachable`: it gave no answer, and nothing may be fetched. */
  state: z.enum(['rules', 'none', 'unreachable']),
  /** Why, in words: the status, the fault. */
  why: z.string(),
  expires: z.number(),
  rules: z.array(z.object({ line: z.int(), allow: z.boolean(), pattern: z.string() })),
  /** Seconds. */
  crawlDelay: z.number().nullable(),
});
export type RobotsEntry = z.infer<typeof robotsEntrySchema>;

/** The memory of robots.txt files, shared by all workers. */
export type RobotsStore = {
  get(origin: string): Promise<RobotsEntry | null>;
  set(origin: string, entry: RobotsEntry): Promise<void>;
  /** Takes it upon oneself to read the file; false when somebody else is at it. */
  begin(origin: string): Promise<boolean>;
  /** To be called when one has read it, or failed to. */
  end(origin: string): Promise<void>;
};

/** Kept beyond its time for a host that then gives no answer: RFC 9309, 2.4, allows the old copy. */
const staleMs = 7 * 24 * 3_600_000;

/** Whoever reads a file for longer has died over it. */
const longestReadMs = 120_000;

/** The memory in Redis; `prefix` begins every key. */
export function redisRobotsStore(redis: Redis, prefix: string): RobotsStore {
  const reading = (origin: string): string => `${prefix}:robots-reading:${origin}`;
  const key = (origin: string): string => `${prefix}:robots:${origin}`;
  return {
    async get(origin) {
      const text = await redis.get(key(origin));
      if (text === null) return null;
      const read = robotsEntrySchema.safeParse(JSON.parse(text));
      return read.success ? read.data : null;
    },
    async set(origin, entry) {
      const ttl = Math.max(1, entry.expires - Date.now()) + (entry.state === 'unreachable' ? 0 : staleMs);
      await redis.set(key(origin), JSON.stringify(entry), 'PX', ttl);
    },
    async begin(origin) {
      return (await redis.set(reading(origin), '1', 'PX', longestReadMs, 'NX')) === 'OK';
    },
    async end(origin) {
      await redis.del(reading(origin));
    },
  };
}
