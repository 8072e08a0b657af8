import { XMLParser } from 'fast-xml-parser';
import { z } from 'zod';
import { isWeb, itemAddress, resolveLink } from './address.ts';
import { emptyFeed, type ParsedFeed } from './feed.ts';
import { itemDate } from './item-date.ts';
import { titleText } from './title-text.ts';

/** The protocol's own bound: https://www.sitemaps.org/protocol.html#index */
export const mostEntries = 50_000;

const text = z
  .unknown()
  .transform((value) => (typeof value === 'string' ? value : typeof value === 'number' ? String(value) : null));
const entrySchema = z
  .object({
    loc: text,
    lastmod: text,
    news: z
      .object({
        title: text,
        publication_date: text,
        publication: z.object({ name: text, language: text }).partial().catch({}),
      })
      .partial()
      .optional()
      .catch(undefined),
  })
  .partial();
const rootSchema = z
  .object({ url: z.array(entrySchema.catch({})).catch([]), sitemap: z.array(entrySchema.catch({})).catch([]) })
  .partial();

const parser = new XMLParser({
  removeNSPrefix: true,
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: true,
  processEntities: true,
  htmlEntities: true,
  isArray: (name) => name === 'url' || name === 'sitemap',
  transformTagName: (name) => name.toLowerCase(),
});

/** A sitemap, a news sitemap or a sitemap index. @throws what the XML parser throws for XML that it cannot read. */
export function readSitemap(xml: string, address: string): ParsedFeed {
  const tree = parser.parse(withNewsNames(xml)) as Record<string, unknown>;
  const isIndex = tree.sitemapindex !== undefined;
  const root = rootSchema.catch({}).parse(isIndex ? tree.sitemapindex : tree.urlset);
  const entries = (isIndex ? root.sitemap : root.url) ?? [];
  const isNews = entries.some(({ news }) => news !== undefined);
  const feed = emptyFeed(isIndex ? 'sitemap-index' : isNews ? 'news-sitemap' : 'sitemap');
  if (entries.length > mostEntries) {
    feed.notes.push({
      code: 'too-many-entries',
      detail: `it names ${entries.length} addresses; the first ${mostEntries} are taken`,
    });
  }
  const taken = entries.slice(0, mostEntries);
  if (isIndex) {
    feed.children = taken.flatMap(({ loc, lastmod }) => {
      const child = resolveLink(loc, [address]);
      return isWeb(child) && child !== address ? [{ address: child, modifiedAt: itemDate([lastmod], null) }] : [];
    });
    return feed;
  }
  feed.title = titleText(entries.find(({ news }) => news?.publication?.name)?.news?.publication?.name, true);
  feed.items = taken.map(({ loc, lastmod, news }) => ({
    ...itemAddress([resolveLink(loc, [address])], false),
    id: null,
    title: titleText(news?.title),
    publishedAt: itemDate([news?.publication_date, lastmod], news?.publication?.language ?? null),
  }));
  return feed;
}

/**
 * With their prefixes gone, an image's title would pass for the story's: only what stands under a news element is read,
 * whatever its prefix, and images' and videos' `loc` are children of their own elements.
 */
const withNewsNames = (xml: string): string => xml.replace(/(<\/?)(?:image|video|xhtml|mobile):(\w+)/g, '$1other-$2');
