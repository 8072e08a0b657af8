import { z } from 'zod';

const time = z.iso.datetime();
const noteSchema = z.object({ code: z.string(), detail: z.string(), at: time });

/** A subscription at a WebSub hub: `topic` is the feed as the hub knows it; times are ISO 8601, UTC. */
const hubSchema = z.object({
  hub: z.string(),
  topic: z.string(),
  secret: z.string(),
  token: z.string(),
  state: z.enum(['asked', 'active', 'refused']),
  askedAt: time,
  leaseUntil: time.nullable(),
  lastPush: time.nullable(),
});
export type HubState = z.infer<typeof hubSchema>;

/**
 * One feed that is followed. `parent` is the sitemap index that names it. `gaps` are the latest spans between two polls that
 * brought something new, and `turnoverMs` how soon half of its window has been seen replaced: its habits. `lastBody` is when its host last sent a body. `offer` is the hub that the feed names, `hub` our
 * subscription there. `wishes` are
 * the feed's own (ttl, hours and days in UTC without news). Durations are
 * milliseconds, times ISO 8601, UTC.
 */
export const feedRowSchema = z.object({
  id: z.string(),
  address: z.string(),
  title: z.string().nullable(),
  site: z.string().nullable(),
  kind: z.string().nullable(),
  category: z.string().nullable(),
  parent: z.string().nullable(),
  added: time,
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  digest: z.string().nullable(),
  lastBody: time.nullable().default(null),
  nextDue: time,
  intervalMs: z.number(),
  lastPoll: time.nullable(),
  lastSuccess: time.nullable(),
  lastNew: time.nullable(),
  polls: z.int(),
  items: z.int(),
  errorRun: z.int(),
  lastError: noteSchema.nullable(),
  notes: z.array(noteSchema),
  gaps: z.array(z.number()),
  wishes: z.object({ ttlMs: z.number().nullable(), skipHours: z.array(z.int()), skipDays: z.array(z.int()) }),
  turnoverMs: z.number().nullable(),
  offer: z.object({ hub: z.string(), topic: z.string() }).nullable(),
  hub: hubSchema.nullable(),
  baseline: z.boolean(),
});
export type FeedRow = z.infer<typeof feedRowSchema>;

/** A feed that is to be followed. With `baseline` what it names at its first poll is noted as seen and not requested. */
export type NewFeed = Pick<
  FeedRow,
  'id' | 'address' | 'title' | 'category' | 'parent' | 'added' | 'nextDue' | 'intervalMs' | 'baseline'
>;

/** An item that a feed named: the document it led to, and what it was called, so that it is known when it moves. */
export type SeenItem = {
  document: string;
  guid: string | null;
  title: string | null;
  publishedAt: string | null;
  at: string;
};

/**
 * The list of feeds and of what each has named. It is the truth about what is polled: schedules in Redis are made from it.
 * A promise that resolves means the change is on disk. Every driver passes tests/store/feed-store.contract.ts.
 */
export type FeedStore = {
  /** Adds feeds; one whose id or address is known is left as it is. */
  add(feeds: NewFeed[]): Promise<{ row: FeedRow; answer: 'added' | 'known' }[]>;
  /** Removes a feed, the sitemaps under it and what they named; false when there is none. */
  remove(id: string): Promise<boolean>;
  get(id: string): Promise<FeedRow | null>;
  /** Finds feeds by id, by the beginning of an id (4 digits or more), or by address; at most 10. */
  find(idOrAddress: string): Promise<FeedRow[]>;
  /** All feeds, oldest first. */
  list(): Promise<FeedRow[]>;
  /** Feeds whose `nextDue` is not after `now`, longest overdue first. */
  due(now: string, limit: number): Promise<FeedRow[]>;
  /** When the first feed is due; null when there is none. */
  nextDue(): Promise<string | null>;
  /** What the feed named before of these documents and guids. */
  seen(id: string, documents: string[], guids: string[]): Promise<SeenItem[]>;
  /** What the feed named last, newest first. */
  latest(id: string, limit: number): Promise<SeenItem[]>;
  /**
   * Changes a row by what `change` makes of it, and notes items as seen, in one transaction. An address that another feed
   * has already is not taken over. Null when the feed is gone.
   */
  update(id: string, change: (row: FeedRow) => FeedRow, seen?: SeenItem[]): Promise<FeedRow | null>;
};

/** A feed as it begins: never polled. */
export function newRow(feed: NewFeed): FeedRow {
  return {
    ...feed,
    site: null,
    kind: null,
    etag: null,
    lastModified: null,
    digest: null,
    lastBody: null,
    lastPoll: null,
    lastSuccess: null,
    lastNew: null,
    polls: 0,
    items: 0,
    errorRun: 0,
    lastError: null,
    notes: [],
    gaps: [],
    wishes: { ttlMs: null, skipHours: [], skipDays: [] },
    turnoverMs: null,
    offer: null,
    hub: null,
  };
}
