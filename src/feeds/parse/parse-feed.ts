import { readAtom } from './atom.ts';
import type { FeedFault, FeedNote, ParsedFeed } from './feed.ts';
import { feedsInPage, isPage, isPart } from './feeds-in-page.ts';
import { readJson } from './json.ts';
import { mendJson } from './mend-json.ts';
import {
  closeEntries,
  closeTruncated,
  countEntries,
  escapeStray,
  feedBegin,
  isTooDeep,
  rootName,
  tidyXml,
} from './mend-xml.ts';
import { readFeedText } from './read-text.ts';
import { readRdf, readRss } from './rss.ts';
import { readWithSecond } from './second-reader.ts';
import { mostEntries, readSitemap } from './sitemap.ts';
import { isTextSitemap, readTextSitemap } from './text-sitemap.ts';

/** The most bytes of a feed that are read, packed or unpacked. */
export const mostFeedBytes = 10 * 1024 * 1024;
/** More items than any feed that is polled needs; sitemaps have their own bound. */
const mostItems = 10_000;

type Reader = (xml: string, address: string) => ParsedFeed;

/** The reader of each root element; a channel that lost its rss element is one of RSS. */
const readers: Record<string, Reader> = {
  rss: readRss,
  channel: (xml, address) => readRss(`<rss version="2.0">${xml}</rss>`, address),
  rdf: readRdf,
  feed: readAtom,
  urlset: readSitemap,
  sitemapindex: readSitemap,
};

/** What is known of a feed document besides its bytes: where it came from and the charset of its header. */
export type FeedSource = { address: string; charset: string | null; maxBytes?: number };

/**
 * Reads a feed document of any kind: RSS, RDF, Atom, JSON Feed, sitemaps in XML and text. What is wrong with it is mended as
 * far as it goes, and noted; what cannot be read is a fault with its code and cause. Never throws.
 */
export function parseFeed(bytes: Uint8Array, source: FeedSource): { feed: ParsedFeed } | { fault: FeedFault } {
  const read = readFeedText(bytes, source.charset, source.maxBytes ?? mostFeedBytes);
  if ('fault' in read) return read;
  const { notes } = read;
  const text = read.text.replace(/^[\s\ufeff]+/, '');
  const parsed = /^[{[]/.test(text)
    ? fromJson(text, source.address, notes)
    : isTextSitemap(text)
      ? { feed: readTextSitemap(text) }
      : fromXml(text, source.address, notes);
  if ('fault' in parsed) return parsed;
  return { feed: finish(parsed.feed, notes) };
}

type Parsed = { feed: ParsedFeed } | { fault: FeedFault };

const brokenOff: FeedNote = {
  code: 'truncated',
  detail: 'it breaks off or is malformed; what stands after its last whole item was dropped',
};

const fault = (code: string, detail: string, feeds: FeedFault['feeds'] = []): Parsed => ({
  fault: { code, detail, feeds },
});

function fromJson(text: string, address: string, notes: FeedNote[]): Parsed {
  let value = jsonIn(text);
  if (value === undefined) {
    const mended = mendJson(text);
    value = mended === null ? undefined : jsonIn(mended.json);
    if (mended === null || value === undefined) return fault('malformed', 'its JSON breaks off or is malformed');
    notes.push(mended.isCut ? brokenOff : { code: 'malformed', detail: 'its JSON is malformed, and was mended' });
  }
  try {
    return { feed: readJson(value, address) };
  } catch {
    return fault('not-a-feed', 'it is JSON, and no JSON Feed');
  }
}

/** The value that a text is the JSON of; undefined when it is none. */
function jsonIn(text: string): unknown {
  try {
    // Keys that mean something to JavaScript mean nothing in a feed.
    return JSON.parse(text, (key, inner) => (/^(?:__proto__|constructor|prototype)$/.test(key) ? undefined : inner));
  } catch {
    return undefined;
  }
}

function fromXml(text: string, address: string, notes: FeedNote[]): Parsed {
  const xml = tidyXml(text, notes);
  const root = rootName(xml);
  const reader = readers[root ?? ''];
  if (reader !== undefined) {
    if (isTooDeep(xml)) return fault('too-deep', 'its elements are nested deeper than 200');
    return readMending(xml, root ?? '', reader, address, notes);
  }
  if (root === 'opml') return fault('opml', 'it is a list of feeds (OPML): use copydesk feeds import');
  if (isPage(text)) return page(text, address);
  const begin = feedBegin(text);
  if (begin === null && isPart(text)) return page(text, address);
  if (begin !== null && begin > 0) {
    notes.push({ code: 'leading-junk', detail: `text stands before the document: ${text.slice(0, 60)}` });
    return fromXml(text.slice(begin), address, notes);
  }
  return fault(
    'not-a-feed',
    root === null ? 'it is neither XML nor JSON' : `its root element is ${root}, which is no feed's`,
  );
}

function page(text: string, address: string): Parsed {
  const feeds = feedsInPage(text, address);
  const found = feeds.length === 0 ? 'it names no feed' : `it names ${feeds.map((one) => one.address).join(', ')}`;
  return fault('web-page', `it is a web page, not a feed; ${found}`, feeds);
}

/** One way of reading a document that may be broken, and what is to be noted when it is the one that serves. */
type Attempt = { note: FeedNote | null; read: () => ParsedFeed | null };

/**
 * Reads a document as it stands, and where that fails or leaves entries out, mended step by step: stray signs escaped,
 * entries closed, cut after the last whole one, and at last by the second library. The first reading that has every entry
 * serves, else the one that has most.
 */
function readMending(xml: string, root: string, reader: Reader, address: string, notes: FeedNote[]): Parsed {
  const isWhole = new RegExp(`</(?:[\\w-]+:)?${root}\\s*>`, 'i').test(xml.slice(-4_000)) || /^<[^>]*\/>$/.test(xml);
  const attempts: Attempt[] = [
    { note: null, read: () => (isWhole ? reader(xml, address) : null) },
    {
      note: { code: 'stray-signs', detail: 'angle brackets or ampersands that are not escaped were read as text' },
      read: () => (isWhole ? reader(escapeStray(xml), address) : null),
    },
    {
      note: { code: 'unclosed', detail: 'items that are not closed were closed where the next one begins' },
      read: () => (isWhole ? reader(closeEntries(escapeStray(xml)), address) : null),
    },
    {
      note: brokenOff,
      read: () => mapped(closeTruncated(escapeStray(xml)), (closed) => reader(closed, address)),
    },
    {
      note: { code: 'malformed', detail: 'its XML is malformed; what can be told was read' },
      read: () => (reader === readSitemap ? null : readWithSecond(xml, address)),
    },
  ];
  // Sitemaps are cut at the protocol's bound: no mending brings more.
  const wanted = Math.min(countEntries(xml), mostEntries);
  let best: { feed: ParsedFeed; note: FeedNote | null; usable: number } | null = null;
  let cause = 'it breaks off before its first item';
  for (const { note, read } of attempts) {
    try {
      const feed = read();
      if (feed === null) continue;
      const usable = feed.items.filter((item) => item.address !== null).length + feed.children.length;
      if (best === null || usable > best.usable) best = { feed, note, usable };
      if (feed.items.length + feed.children.length >= wanted) break;
    } catch (error) {
      cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : (error as Error).message;
    }
  }
  if (best === null || (wanted > 0 && best.feed.items.length + best.feed.children.length === 0)) {
    return fault('malformed', `it cannot be read: ${cause.slice(0, 200)}`);
  }
  if (best.note !== null) notes.push(best.note);
  const unread = wanted - best.feed.items.length - best.feed.children.length;
  if (unread > 0 && best.note !== brokenOff && reader !== readSitemap)
    notes.push({
      code: 'items-unread',
      detail: `${unread} of its ${wanted} items stand where none is looked for, or cannot be told`,
    });
  return { feed: best.feed };
}

const mapped = <T, U>(value: T | null, map: (value: T) => U): U | null => (value === null ? null : map(value));

/** Items once each, bounded, and the notes together. */
function finish(feed: ParsedFeed, notes: FeedNote[]): ParsedFeed {
  const known = new Set<string>();
  const once = feed.items.filter(({ address }) => address === null || (!known.has(address) && known.add(address)));
  const all = [...feed.notes, ...notes];
  const twice = feed.items.length - once.length;
  if (twice > 0) all.push({ code: 'duplicates', detail: `${twice} items stand in it more than once` });
  const isSitemap = feed.kind.includes('sitemap');
  if (!isSitemap && once.length > mostItems)
    all.push({ code: 'too-many-items', detail: `it has ${once.length} items; the first ${mostItems} are taken` });
  if (once.length === 0 && feed.children.length === 0) all.push({ code: 'no-items', detail: 'it has no items' });
  return { ...feed, items: isSitemap ? once : once.slice(0, mostItems), hubs: [...new Set(feed.hubs)], notes: all };
}
