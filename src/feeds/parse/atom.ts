import { parseAtomFeed } from 'feedsmith';
import { isWeb, itemAddress, resolveLink, webOrNull } from './address.ts';
import { emptyFeed, type FeedItem, type ParsedFeed } from './feed.ts';
import { itemDate } from './item-date.ts';
import { originalLinks } from './orig-links.ts';
import { straightenAtomLinks } from './straighten-links.ts';
import { titleText } from './title-text.ts';
import { readWishes } from './wishes.ts';

type Atom = ReturnType<typeof parseAtomFeed<string>>;
type Entry = NonNullable<Atom['entries']>[number];
type Title = { value?: string; type?: string } | undefined;

/** Atom 0.3 and 1.0. @throws what feedsmith throws for XML that it cannot read. */
export function readAtom(xml: string, address: string): ParsedFeed {
  const given = parseAtomFeed(straightenAtomLinks(xml));
  const feed = emptyFeed('atom');
  const bases = [address, given.xml?.base];
  const links = given.links ?? [];
  const rel = (name: string): (string | null)[] =>
    links.filter((link) => (link.rel ?? 'alternate') === name).map((link) => resolveLink(link.href, bases));
  const originals = originalLinks(xml);
  feed.title = titleOf(given.title);
  feed.site = webOrNull(rel('alternate')[0]);
  feed.self = webOrNull(rel('self')[0]);
  feed.hubs = rel('hub').filter(isWeb);
  feed.next = webOrNull(rel('next')[0] ?? rel('prev-archive')[0]);
  feed.wishes = readWishes({ sy: given.sy });
  feed.items = (given.entries ?? []).map((entry) => itemOf(entry, bases, given.xml?.lang ?? null, originals));
  return feed;
}

function itemOf(
  entry: Entry,
  feedBases: (string | null | undefined)[],
  language: string | null,
  originals: Map<string, string>,
): FeedItem {
  const bases = [...feedBases, entry.xml?.base];
  const links = entry.links ?? [];
  const alternates = links.filter(({ rel }) => rel === undefined || rel === 'alternate');
  // Several alternates are forms of one story; the page is the one that is HTML, or of no stated type.
  const page = alternates.find(({ type }) => type === undefined || /html/i.test(type)) ?? alternates[0];
  const original = originals.get(page?.href?.trim() ?? '');
  const id = entry.id?.trim() || null;
  const hasMedia = links.some(({ rel }) => rel === 'enclosure') || entry.media !== undefined;
  const candidates = [
    resolveLink(original, bases),
    resolveLink(page?.href, bases),
    resolveLink(entry.content?.src, bases),
    // Many systems take the story's address for its id; a tag: or urn: is none.
    isWeb(id) ? id : null,
  ];
  return {
    ...itemAddress(candidates, hasMedia),
    id,
    title: titleOf(entry.title),
    publishedAt: itemDate(
      [entry.published, entry.dc?.dates?.[0], entry.dcterms?.issued?.[0], entry.dcterms?.created?.[0], entry.updated],
      entry.xml?.lang ?? language,
    ),
  };
}

/** Only a declared type=text holds angle brackets that are meant; an undeclared one is as often HTML. */
const titleOf = (title: Title): string | null =>
  titleText(title?.value, title?.type === 'text' || title?.type === 'text/plain');
