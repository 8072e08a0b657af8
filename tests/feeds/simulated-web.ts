import type { FeedAnswer, FeedFetcher } from '../../src/feeds/feed-fetcher.ts';

export const minute = 60_000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** One item of a simulated publisher, and when it went out. */
export type SimulatedItem = { n: number; at: number };

/** A simulated publisher: its items in order of time, how many its feed shows, and the feed's form and faults. */
export type Publisher = {
  address: string;
  kind: string;
  window: number;
  form: 'rss' | 'rss-undated' | 'rss-one-guid' | 'atom' | 'json' | 'news-sitemap';
  conditional: boolean;
  items: SimulatedItem[];
  outage: { from: number; to: number; status: number } | null;
  movesAt: number | null;
};

/** Chance that is the same each time; mulberry32. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An in-process web of publishers, whose time is the clock's. */
export function simulatedWeb(
  publishers: Publisher[],
  now: () => number,
): FeedFetcher & { gets: Map<string, number[]> } {
  const byAddress = new Map(publishers.map((one) => [one.address, one]));
  const gets = new Map<string, number[]>();
  return {
    gets,
    async get(address, { etag }): Promise<FeedAnswer> {
      const publisher = byAddress.get(address.replace('?moved', ''));
      if (publisher === undefined) return failure('http-404', null);
      gets.set(publisher.address, [...(gets.get(publisher.address) ?? []), now()]);
      const { outage, movesAt, conditional } = publisher;
      if (outage !== null && now() >= outage.from && now() < outage.to) {
        return failure(`http-${outage.status}`, outage.status === 503 ? 15 * minute : null);
      }
      const shown = publisher.items
        .filter(({ at }) => at <= now())
        .slice(-publisher.window)
        .reverse();
      const tag = `"${shown[0]?.n ?? 'none'}"`;
      const hasMoved = movesAt !== null && now() >= movesAt;
      const url = hasMoved ? `${publisher.address}?moved` : publisher.address;
      if (conditional && etag === tag) return { status: 'unchanged', permanent: hasMoved ? url : null, maxAgeMs: null };
      return {
        status: 'ok',
        bytes: Buffer.from(write(publisher, shown)),
        charset: 'utf-8',
        url,
        permanent: hasMoved ? url : null,
        etag: conditional ? tag : null,
        lastModified: null,
        maxAgeMs: null,
        hubs: [],
        self: null,
      };
    },
    async post() {
      return { failed: 'the simulated web has no hubs' };
    },
  };
}

const failure = (code: string, retryAfterMs: number | null): FeedAnswer => ({
  status: 'failed',
  code,
  detail: code,
  retryAfterMs,
});

/** Where an item's story stands. */
export const storyAddress = ({ address }: Publisher, { n }: SimulatedItem): string =>
  new URL(`/story/${n}`, address).href;

function write(publisher: Publisher, items: SimulatedItem[]): string {
  const { form } = publisher;
  const link = (item: SimulatedItem): string => storyAddress(publisher, item);
  const iso = ({ at }: SimulatedItem): string => new Date(at).toISOString();
  if (form === 'json') {
    const entries = items.map((item) => ({
      id: `${item.n}`,
      url: link(item),
      title: `Story ${item.n}`,
      date_published: iso(item),
    }));
    return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'Simulated', items: entries });
  }
  if (form === 'atom') {
    const entries = items.map(
      (item) =>
        `<entry><title>Story ${item.n}</title><id>tag:${item.n}</id><updated>${iso(item)}</updated><link href="${link(item)}"/></entry>`,
    );
    return `<feed xmlns="http://www.w3.org/2005/Atom"><title>Simulated</title>${entries.join('')}</feed>`;
  }
  if (form === 'news-sitemap') {
    const entries = items.map(
      (item) =>
        `<url><loc>${link(item)}</loc><news:news><news:publication_date>${iso(item)}</news:publication_date><news:title>Story ${item.n}</news:title></news:news></url>`,
    );
    return `<urlset xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${entries.join('')}</urlset>`;
  }
  const guid = (item: SimulatedItem): string => (form === 'rss-one-guid' ? 'always-the-same' : `guid-${item.n}`);
  const date = (item: SimulatedItem): string =>
    form === 'rss' ? `<pubDate>${new Date(item.at).toUTCString()}</pubDate>` : '';
  const entries = items.map(
    (item) =>
      `<item><title>Story ${item.n}</title><link>${link(item)}</link><guid isPermaLink="false">${guid(item)}</guid>${date(item)}</item>`,
  );
  return `<rss version="2.0"><channel><title>Simulated</title>${entries.join('')}</channel></rss>`;
}
