import { parseJsonFeed } from 'feedsmith';
import { isWeb, itemAddress, resolveLink, webOrNull } from './address.ts';
import { emptyFeed, type ParsedFeed } from './feed.ts';
import { itemDate } from './item-date.ts';
import { titleText } from './title-text.ts';

/** JSON Feed 1.0 and 1.1, as the value of its JSON. @throws what feedsmith throws for JSON that is no feed. */
export function readJson(value: unknown, address: string): ParsedFeed {
  const given = parseJsonFeed(value);
  const feed = emptyFeed('json');
  const bases = [address, given.home_page_url];
  feed.title = titleText(given.title, true);
  feed.site = webOrNull(resolveLink(given.home_page_url, [address]));
  feed.self = webOrNull(resolveLink(given.feed_url, [address]));
  feed.hubs = (given.hubs ?? []).map(({ url }) => resolveLink(url, [address])).filter(isWeb);
  feed.next = webOrNull(resolveLink(given.next_url, [address]));
  if (given.expired === true)
    feed.notes.push({ code: 'expired', detail: 'the feed says that it will never be updated again' });
  feed.items = (given.items ?? []).map((item) => {
    const id = item.id?.trim() || null;
    return {
      ...itemAddress(
        [resolveLink(item.url, bases), resolveLink(item.external_url, bases), isWeb(id) ? id : null],
        (item.attachments?.length ?? 0) > 0,
      ),
      id,
      title: titleText(item.title, true),
      publishedAt: itemDate([item.date_published, item.date_modified], item.language ?? given.language ?? null),
    };
  });
  return feed;
}
