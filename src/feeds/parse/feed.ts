/** What a feed document is; a sitemap is followed like any other feed. */
export const feedKinds = [
  'rss',
  'atom',
  'rdf',
  'json',
  'news-sitemap',
  'sitemap',
  'sitemap-index',
  'text-sitemap',
] as const;
export type FeedKind = (typeof feedKinds)[number];

/** A remark on a feed document: what was mended, dropped or doubtful. `code` is kebab-case, for programs. */
export type FeedNote = { code: string; detail: string };

/**
 * One item. `address` is absolute and http(s), or null with the reason in `skip`. `id` is the publisher's own id of the
 * item, null when it gives none. `publishedAt` is ISO 8601 to the precision stated, with an offset only where one is.
 */
export type FeedItem = {
  address: string | null;
  id: string | null;
  title: string | null;
  publishedAt: string | null;
  skip: FeedNote | null;
};

/** A sitemap that a sitemap index names; `modifiedAt` is when the index says that it last changed. */
export type ChildSitemap = { address: string; modifiedAt: string | null };

/** How seldom the feed asks to be polled: `ttlMs` between polls, and hours (0–23) and weekdays (0 = Sunday) in UTC without news. */
export type FeedWishes = { ttlMs: number | null; skipHours: number[]; skipDays: number[] };

/** A feed document of any kind, read. Addresses are absolute. `next` is the page with older items (RFC 5005). */
export type ParsedFeed = {
  kind: FeedKind;
  title: string | null;
  site: string | null;
  self: string | null;
  hubs: string[];
  next: string | null;
  children: ChildSitemap[];
  wishes: FeedWishes;
  items: FeedItem[];
  notes: FeedNote[];
};

/** Why a document is no feed that can be read; `feeds` are the feeds that a page names instead. */
export type FeedFault = { code: string; detail: string; feeds: FoundFeed[] };

/** A feed that a page or a robots.txt names. */
export type FoundFeed = { address: string; title: string | null };

/** A feed with nothing in it, for a reader to fill. */
export function emptyFeed(kind: FeedKind): ParsedFeed {
  return {
    kind,
    title: null,
    site: null,
    self: null,
    hubs: [],
    next: null,
    children: [],
    wishes: { ttlMs: null, skipHours: [], skipDays: [] },
    items: [],
    notes: [],
  };
}
