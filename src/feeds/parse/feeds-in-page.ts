import { isWeb, resolveLink } from './address.ts';
import type { FoundFeed } from './feed.ts';
import { titleText } from './title-text.ts';

const feedType = /^(?:application\/(?:(?:rss|atom|rdf)\+xml|feed\+json|xml|json)|text\/(?:rss\+)?xml)\b/i;
/** Types that say nothing of feeds: every WordPress page names its API with application/json. */
const vagueType = /^(?:application\/(?:json|xml)|text\/xml)/i;
/** A part of an address that is a feed's name whole, or ends as one; "farmers-feed-cattle" is a story. */
const feedPath = /(?:^|[/.?&=])(?:rss|atom|feeds?|rdf)\d*(?:$|[/.?&=])|\.xml(?:$|\?)/i;
const feedText = /^\s*(?:rss|atom|(?:rss|atom|news|web)[\s-]?feeds?|feeds?)\s*$/i;
const commentsFeed = /\bcomments?\b|\breplies\b/i;
/** More of a page than this is not read: feeds are named in its head, or in its foot. */
const mostCharacters = 2_000_000;
const mostFeeds = 20;

const tag =
  /<!--[\s\S]*?(?:-->|$)|<script\b[\s\S]*?(?:<\/script|$)|<(link|base|a)(\s(?:[^<>"']|"[^"]*"|'[^']*')*)>([^<]{0,200})/gi;
const attribute = /([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))/g;

type Tag = { name: string; attributes: Map<string, string>; text: string };

/** Whether a text is an HTML page. */
export const isPage = (text: string): boolean => /<(?:!doctype\s+html|html|head|body)\b/i.test(text.slice(0, 5_000));

/** Whether a text that is no feed has elements of a page; writers may leave out html, head and body. */
export const isPart = (text: string): boolean => /<(?:meta|title|link|div|p|a|script)\b/i.test(text.slice(0, 5_000));

/**
 * The feeds that a page names, best first: `link rel=alternate` of a feed's type, else links in the page that read like a
 * feed's. Feeds of comments come last. The page is read tag by tag, so that no page is too deep.
 */
export function feedsInPage(html: string, address: string): FoundFeed[] {
  const tags = [...html.slice(0, mostCharacters).matchAll(tag)].flatMap(([, name, inner, text]) =>
    name === undefined ? [] : [{ name: name.toLowerCase(), attributes: attributesOf(inner ?? ''), text: text ?? '' }],
  );
  const base = tags.find(({ name, attributes }) => name === 'base' && attributes.has('href'))?.attributes.get('href');
  const found = new Map<string, FoundFeed>();
  const take = ({ attributes, text }: Tag, title: string | undefined): void => {
    const href = attributes
      .get('href')
      ?.replace(/^feed:(?:\/\/)?(?=https?:)/i, '')
      .replace(/^feed:\/\//i, 'https://');
    const absolute = resolveLink(href, [address, base])?.replace(/#.*$/, '') ?? null;
    if (!isWeb(absolute) || absolute === address || found.has(absolute) || found.size >= mostFeeds) return;
    found.set(absolute, { address: absolute, title: titleText(title ?? text) });
  };
  for (const one of tags)
    if (one.name === 'link' && isFeedLink(one.attributes)) take(one, one.attributes.get('title') ?? '');
  if (found.size === 0) {
    for (const one of tags)
      if (one.name === 'a' && (feedPath.test(one.attributes.get('href') ?? '') || feedText.test(one.text)))
        take(one, undefined);
  }
  return [...found.values()].sort((a, b) => Number(isOfComments(a)) - Number(isOfComments(b)));
}

function isFeedLink(attributes: Map<string, string>): boolean {
  const rels = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
  if (rels.includes('feed')) return true;
  const type = attributes.get('type') ?? '';
  if (!rels.includes('alternate') || !feedType.test(type)) return false;
  if (!vagueType.test(type)) return true;
  return feedPath.test(attributes.get('href') ?? '') || /\b(?:rss|atom|feed)\b/i.test(attributes.get('title') ?? '');
}

function attributesOf(text: string): Map<string, string> {
  const entries = [...text.matchAll(attribute)].map(([, name = '', double, single, bare]): [string, string] => [
    name.toLowerCase(),
    titleText(double ?? single ?? bare) ?? '',
  ]);
  return new Map(entries);
}

const isOfComments = ({ address, title }: FoundFeed): boolean =>
  commentsFeed.test(`${new URL(address).pathname} ${title ?? ''}`);
