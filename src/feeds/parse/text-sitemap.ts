import { isWeb } from './address.ts';
import { emptyFeed, type ParsedFeed } from './feed.ts';
import { mostEntries } from './sitemap.ts';

/** Whether a text is a list of web addresses, one a line: https://www.sitemaps.org/protocol.html#otherformats */
export function isTextSitemap(text: string): boolean {
  const lines = linesOf(text);
  return lines.length > 0 && lines.every((line) => isWeb(line) && URL.canParse(line));
}

/** A text sitemap. */
export function readTextSitemap(text: string): ParsedFeed {
  const feed = emptyFeed('text-sitemap');
  feed.items = linesOf(text)
    .slice(0, mostEntries)
    .map((line) => ({ address: new URL(line).href, id: null, title: null, publishedAt: null, skip: null }));
  return feed;
}

const linesOf = (text: string): string[] =>
  text
    .split(/\r?\n|\r/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
