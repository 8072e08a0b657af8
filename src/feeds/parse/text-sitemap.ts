import { isWeb } from './address.ts';
import { emptyFeed, type ParsedFeed } from './feed.ts';
import { mostEntries } from './sitemap.ts';

/** Of ten lines this many are addresses in a list of addresses; the protocol wants all, writers add remarks. */
const leastShare = 0.8;

const isAddress = (line: string): boolean => isWeb(line) && !/\s/.test(line);

/** Whether a text is a list of web addresses, one a line: https://www.sitemaps.org/protocol.html#otherformats */
export function isTextSitemap(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.filter(isAddress).length >= lines.length * leastShare;
}

/** A text sitemap. */
export function readTextSitemap(text: string): ParsedFeed {
  const feed = emptyFeed('text-sitemap');
  const lines = linesOf(text);
  const addresses = lines.filter(isAddress);
  const others = lines.length - addresses.length;
  if (others > 0) feed.notes.push({ code: 'other-lines', detail: `${others} of its lines are no web addresses` });
  feed.items = addresses
    .slice(0, mostEntries)
    .map((line) => ({ address: new URL(line).href, id: null, title: null, publishedAt: null, skip: null }));
  return feed;
}

/** The lines of a text that say something; "#" begins a remark. */
const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
