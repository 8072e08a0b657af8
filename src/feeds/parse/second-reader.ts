import { parseFeed } from '@rowanmanning/feed-parser';
import { isWeb, itemAddress, resolveLink, webOrNull } from './address.ts';
import { emptyFeed, type ParsedFeed } from './feed.ts';
import { itemDate } from './item-date.ts';
import { titleText } from './title-text.ts';

/** Reads an XML feed that feedsmith throws at, as far as it goes. @throws when nothing in it is a feed. */
export function readWithSecond(xml: string, address: string): ParsedFeed {
  const given = parseFeed(xml).toJSON();
  const feed = emptyFeed(given.meta.type === 'atom' ? 'atom' : given.meta.type === 'rdf' ? 'rdf' : 'rss');
  const bases = [address, given.url];
  feed.title = titleText(given.title);
  feed.site = webOrNull(resolveLink(given.url, [address]));
  feed.self = webOrNull(resolveLink(given.self, [address]));
  feed.items = given.items.map((item) => {
    const id = item.id?.trim() || null;
    return {
      ...itemAddress([resolveLink(item.url, bases), isWeb(id) ? id : null], item.media.length > 0),
      id,
      title: titleText(item.title),
      publishedAt: itemDate([item.published, item.updated].map(isoText), given.language),
    };
  });
  return feed;
}

const isoText = (date: unknown): string | null =>
  date instanceof Date ? date.toISOString() : typeof date === 'string' ? date : null;
