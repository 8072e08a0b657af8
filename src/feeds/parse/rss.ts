import { parseRdfFeed, parseRssFeed } from 'feedsmith';
import { isWeb, itemAddress, resolveLink, webOrNull } from './address.ts';
import { emptyFeed, type FeedItem, type ParsedFeed } from './feed.ts';
import { itemDate } from './item-date.ts';
import { originalLinks } from './orig-links.ts';
import { straightenRssLinks } from './straighten-links.ts';
import { titleText } from './title-text.ts';
import { readWishes } from './wishes.ts';

type Rss = ReturnType<typeof parseRssFeed<string>>;
type Rdf = ReturnType<typeof parseRdfFeed<string>>;
type Item = NonNullable<Rss['items']>[number] & { rdf?: { about?: string } };
type Link = { href?: string; rel?: string };

/** RSS 0.9x and 2.0. @throws what feedsmith throws for XML that it cannot read. */
export function readRss(xml: string, address: string): ParsedFeed {
  return read(emptyFeed('rss'), parseRssFeed(straightenRssLinks(xml)), xml, address);
}

/** RSS 0.90 and 1.0, which are RDF. @throws what feedsmith throws for XML that it cannot read. */
export function readRdf(xml: string, address: string): ParsedFeed {
  return read(emptyFeed('rdf'), parseRdfFeed(withLinks(straightenRssLinks(withoutContents(xml)))), xml, address);
}

/** Feedsmith reads the items that the channel's table of contents names, and writers let that table go stale. */
const withoutContents = (xml: string): string => xml.replace(/<((?:[\w-]+:)?items)\b[\s\S]*?<\/\1\s*>/i, '');

/** An item of RDF may carry its address in rdf:about alone; feedsmith leaves out an item that has no link element. */
const withLinks = (xml: string): string =>
  xml.replace(
    /(<((?:[\w-]+:)?)item\b[^>]*?\babout\s*=\s*["']([^"'<>]+)["'][^>]*>)([\s\S]*?)(?=<\/(?:[\w-]+:)?item\s*>)/gi,
    (whole, _open, prefix: string, about: string, inner: string) =>
      /<(?:[\w-]+:)?link[\s>]/i.test(inner) ? whole : `${whole}<${prefix}link>${about}</${prefix}link>`,
  );

function read(feed: ParsedFeed, given: Rss | Rdf, xml: string, address: string): ParsedFeed {
  // RSS does not say what a relative link counts from; writers mean their site, which need not be the feed's host.
  const bases = [address, given.link, given.xml?.base];
  const links: Link[] = given.atom?.links ?? [];
  const rel = (name: string): (string | null)[] =>
    links.filter((link) => link.rel === name).map((link) => resolveLink(link.href, bases));
  const language = 'language' in given && typeof given.language === 'string' ? given.language : null;
  const originals = originalLinks(xml);
  feed.title = titleText(given.title) ?? titleText(given.dc?.titles?.[0]);
  feed.site = webOrNull(resolveLink(given.link, bases) ?? rel('alternate')[0] ?? null);
  feed.self = webOrNull(rel('self')[0] ?? null);
  feed.hubs = rel('hub').filter(isWeb);
  feed.next = webOrNull(rel('next')[0] ?? rel('prev-archive')[0] ?? null);
  feed.wishes = readWishes(given as Parameters<typeof readWishes>[0]);
  feed.items = ((given.items ?? []) as Item[]).map((item) => itemOf(item, bases, language, originals));
  return feed;
}

function itemOf(
  item: Item,
  feedBases: (string | null | undefined)[],
  language: string | null,
  originals: Map<string, string>,
): FeedItem {
  const bases = [...feedBases, item.xml?.base];
  const guid = item.guid?.value?.trim() || item.rdf?.about || item.dc?.identifiers?.[0] || item.atom?.id || null;
  const atomLinks: Link[] = item.atom?.links ?? [];
  const atomLink = atomLinks.find(({ rel }) => rel === undefined || rel === 'alternate')?.href;
  const original = originals.get(item.link?.trim() ?? '');
  // A guid is an address unless the feed says that it is not: https://www.rssboard.org/rss-specification#ltguidgtSubelementOfLtitemgt
  const declared = item.guid?.isPermaLink === true && /^[/?.]/.test(guid ?? '') ? bases : [];
  const permalink = item.guid?.isPermaLink === false ? null : resolveLink(guid, declared);
  const hasMedia = (item.enclosures?.length ?? 0) > 0 || item.media !== undefined;
  return {
    ...itemAddress(
      [resolveLink(original, bases), resolveLink(item.link, bases), resolveLink(atomLink, bases), permalink],
      hasMedia,
    ),
    id: guid,
    title: titleText(item.title) ?? titleText(item.dc?.titles?.[0]),
    publishedAt: itemDate(
      [
        item.pubDate,
        item.dc?.dates?.[0],
        item.dcterms?.issued?.[0],
        item.dcterms?.created?.[0],
        item.atom?.published,
        item.atom?.updated,
      ],
      language,
    ),
  };
}
