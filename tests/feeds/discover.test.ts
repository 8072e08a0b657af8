import { expect, it } from 'vitest';
import { readAnswerHeaders } from '../../src/feeds/answer-headers.ts';
import { discover, sitemapLines } from '../../src/feeds/discover.ts';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { readOpml, writeOpml } from '../../src/feeds/opml.ts';
import { newRow } from '../../src/store/feed-store.ts';
import { deskOfFeeds } from './desk-of-feeds.ts';
import { feedSite, rssOf } from './feed-site.ts';

const page = (head: string): string => `<!doctype html><html><head>${head}</head><body>News</body></html>`;

it.each([
  ['a feed itself', '/rss', { '/rss': 'feed' }, '/rss'],
  [
    'the feed that a page names',
    '/',
    { '/': page('<link rel="alternate" type="application/rss+xml" href="/all.xml">'), '/all.xml': 'feed' },
    '/all.xml',
  ],
  [
    'the first of what a page names that is a feed',
    '/',
    {
      '/': '<!doctype html><html><body><a href="/about/feed/">x</a> <a href="/2024/farmers-feed-cattle">y</a> <a href="/list">RSS</a>',
      '/about/feed/': page(''),
      '/2024/farmers-feed-cattle': 'feed',
      '/list': 'feed',
    },
    '/list',
  ],
  [
    'a feed at a common path when what the page names is gone',
    '/',
    { '/': page('<link rel="alternate" type="application/rss+xml" href="/gone">'), '/feed': 'feed' },
    '/feed',
  ],
  ['a feed at a common path', '/news/', { '/news/': page(''), '/feed.xml': 'feed' }, '/feed.xml'],
  [
    'a sitemap that robots.txt names',
    '/',
    { '/': page(''), '/robots.txt': 'Sitemap: /map.xml\nsitemap:/news-map.xml' },
    '/news-map.xml',
  ],
])('finds %s', async (_, path, answers, expected) => {
  const [{ needs }, site] = [await deskOfFeeds(), await feedSite()];
  for (const [at, answer] of Object.entries(answers)) site.set(at, answer === 'feed' ? rssOf(site.url, [1]) : answer);
  const found = await discover(`${site.url}${path}`, needs.web);
  const first =
    found.kind === 'feed' ? found.address : found.kind === 'page' ? found.feeds[0]?.address : found.fault.detail;
  expect(first).toBe(`${site.url}${expected}`);
});

it('says why nothing can be followed', async () => {
  const [{ needs }, site] = [await deskOfFeeds(), await feedSite()];
  site.set('/', page(''));
  expect(await discover(`${site.url}/`, needs.web)).toMatchObject({ kind: 'nothing', fault: { code: 'no-feed' } });
  expect(await discover(`${site.url}/gone`, needs.web)).toMatchObject({ kind: 'nothing', fault: { code: 'http-404' } });
  expect(await discover('http://127.0.0.1:9/', needs.web)).toMatchObject({
    kind: 'nothing',
    fault: { code: 'connection-refused' },
  });
});

it('reads the Sitemap lines of a robots.txt wherever they stand', () => {
  const robots =
    '\ufeffUser-agent: *\r\nDisallow: /\r\nSITEMAP : https://a.example/1.xml # first\r\nSitemap: https://a.example/1.xml\n  sitemap: /2.xml\nSitemap: ftp://a.example/3';
  expect(sitemapLines(robots, 'https://b.example/robots.txt').map(({ address }) => address)).toEqual([
    'https://a.example/1.xml',
    'https://b.example/2.xml',
  ]);
});

it('reads the nested folders of an OPML list as categories, and writes them back', () => {
  const opml = `<?xml version="1.0"?><opml version="1.0"><head><title>x</title></head><body>
    <outline text="World"><outline text="Asia &amp; Pacific"><outline type="rss" text="A" xmlUrl="https://a.example/feed"/></outline>
    <outline text="B" xmlUrl="https://b.example/feed" htmlUrl="https://b.example/"/></outline>
    <outline title="C" text="c" xmlUrl="https://c.example/feed"/><outline text="again" xmlUrl="https://c.example/feed"/><outline text="no feed"/></body></opml>`;
  const { feeds: listed, isCut } = readOpml(opml, 'the list');
  expect(isCut).toBe(false);
  expect(listed).toEqual([
    { address: 'https://a.example/feed', title: 'A', category: 'World/Asia & Pacific' },
    { address: 'https://b.example/feed', title: 'B', category: 'World' },
    { address: 'https://c.example/feed', title: 'C', category: null },
  ]);
  const rows = listed.map(({ address, title, category }) => newRow({ ...newFeed(address, 0), title, category }));
  expect(readOpml(writeOpml(rows, new Date(0)), 'the list').feeds).toEqual(listed);
  expect(() => readOpml('<html></html>', 'page.html')).toThrow(/page\.html is no OPML list of feeds: it is <html>/);
  expect(() => readOpml('no markup', 'a.txt')).toThrow(/a\.txt is no OPML list of feeds: it is no XML/);
  expect(() => readOpml(' \n', 'empty.opml')).toThrow(/empty\.opml holds nothing/);
});

it('reads what is whole of an OPML list that breaks off, and says so', () => {
  const { feeds, isCut } = readOpml(
    '<opml version="2.0"><body><outline text="W"><outline text="A & B" xmlUrl="https://a.example/f?a=1&b=2"/><outline text="C" xmlUrl="https://c.exam',
    'the list',
  );
  expect(feeds).toEqual([{ address: 'https://a.example/f?a=1&b=2', title: 'A & B', category: 'W' }]);
  expect(isCut).toBe(true);
});

it('takes the category that an outline states when it lies in no folder', () => {
  const opml =
    '<opml version="2.0"><body><outline text="A" xmlUrl="https://a.example/f" category="/World/Asia,/Tags"/></body></opml>';
  expect(readOpml(opml, 'the list').feeds[0]?.category).toBe('World/Asia');
});

it.each([
  ['<https://hub.example/>; rel="hub", </f>; rel=self', ['https://hub.example/'], 'https://a.example/f'],
  ['<https://x.example/>; title="rel=hub"; rel=next', [], null],
  ['<https://hub.example/a,b>;REL="self hub"', ['https://hub.example/a,b'], 'https://hub.example/a,b'],
])('reads the Link header %s', (link, hubs, self) => {
  expect(readAnswerHeaders(() => link, 'https://a.example/feed')).toMatchObject({ hubs, self });
});
