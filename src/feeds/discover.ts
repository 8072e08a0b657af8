import { productToken } from '../fetch/robots/robots-file.ts';
import { mostRobotsBytes, readRobotsText } from '../fetch/robots/robots-text.ts';
import type { FeedFetcher } from './feed-fetcher.ts';
import type { FeedFault, FoundFeed, ParsedFeed } from './parse/feed.ts';
import { parseFeed } from './parse/parse-feed.ts';

/** Where sites keep their feeds, by the habit of publishing systems; tried when the page names none. */
const commonPaths = ['/feed', '/rss', '/rss.xml', '/atom.xml', '/feed.xml', '/index.xml', '/feed.json'];
/** What a page calls a feed may be a page again, or gone: so many are looked at before the common paths. */
const mostLooks = 5;
const mostRobotsSitemaps = 20;

/** What an address turned out to be: a feed, or a page with the feeds it leads to, or nothing that can be followed. */
export type Discovery =
  | { kind: 'feed'; address: string; feed: ParsedFeed }
  | { kind: 'page'; feeds: FoundFeed[]; how: string }
  | { kind: 'nothing'; fault: Pick<FeedFault, 'code' | 'detail'> };

/** Finds what can be followed at an address: itself, the feeds that its page names, common paths, robots.txt's sitemaps. */
export async function discover(address: string, web: Pick<FeedFetcher, 'get'>): Promise<Discovery> {
  const at = await look(address, web);
  if ('feed' in at) return { kind: 'feed', address: at.address, feed: at.feed };
  if (at.fault.code !== 'web-page') return { kind: 'nothing', fault: at.fault };
  const named = at.fault.feeds;
  for (const [index, { address: one, title }] of named.slice(0, mostLooks).entries()) {
    const found = await look(one, web);
    if (!('feed' in found)) continue;
    const first = { address: found.address, title: title ?? found.feed.title };
    return { kind: 'page', feeds: [first, ...named.slice(index + 1)], how: 'the page names it' };
  }
  for (const path of commonPaths) {
    const tried = new URL(path, address).href;
    const found = await look(tried, web);
    if ('feed' in found) {
      return { kind: 'page', feeds: [{ address: found.address, title: found.feed.title }], how: `found at ${path}` };
    }
  }
  const sitemaps = await robotsSitemaps(address, web);
  if (sitemaps.length > 0) return { kind: 'page', feeds: sitemaps, how: 'robots.txt names them' };
  return {
    kind: 'nothing',
    fault: {
      code: 'no-feed',
      detail: `${at.fault.detail}; there is none at ${commonPaths.join(', ')} or in robots.txt`,
    },
  };
}

/** The sitemaps that a site's robots.txt names; news sitemaps first, for they are the shorter. */
async function robotsSitemaps(address: string, web: Pick<FeedFetcher, 'get'>): Promise<FoundFeed[]> {
  const answer = await web.get(new URL('/robots.txt', address).href, { etag: null, lastModified: null });
  return answer.status === 'ok' ? sitemapLines(Buffer.from(answer.bytes).toString('utf8'), answer.url) : [];
}

/** The Sitemap lines of a robots.txt; https://www.sitemaps.org/protocol.html#submit_robots */
export function sitemapLines(robots: string, address: string): FoundFeed[] {
  const found = new Set<string>();
  for (const target of readRobotsText(robots.slice(0, mostRobotsBytes), productToken).sitemaps)
    if (URL.canParse(target, address)) found.add(new URL(target, address).href);
  return [...found]
    .filter((one) => /^https?:/.test(one))
    .sort((a, b) => Number(isNews(b)) - Number(isNews(a)))
    .slice(0, mostRobotsSitemaps)
    .map((one) => ({ address: one, title: null }));
}

// The path alone: a host that is called news says it of all its sitemaps.
const isNews = (address: string): boolean => /news/i.test(new URL(address).pathname);

type Looked = { address: string; feed: ParsedFeed } | { fault: FeedFault };

async function look(address: string, web: Pick<FeedFetcher, 'get'>): Promise<Looked> {
  const answer = await web.get(address, { etag: null, lastModified: null });
  if (answer.status === 'unchanged') return { fault: { code: 'no-answer', detail: 'it sent no body', feeds: [] } };
  if (answer.status === 'failed') return { fault: { code: answer.code, detail: answer.detail, feeds: [] } };
  const parsed = parseFeed(answer.bytes, { address: answer.url, charset: answer.charset });
  return 'fault' in parsed ? parsed : { address: answer.permanent ?? address, feed: parsed.feed };
}
