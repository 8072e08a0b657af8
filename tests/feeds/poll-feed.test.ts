import { expect, it } from 'vitest';
import { newFeed } from '../../src/feeds/feed-list.ts';
import type { NewFeed } from '../../src/store/feed-store.ts';
import { deskOfFeeds } from './desk-of-feeds.ts';
import { feedSite, rssOf } from './feed-site.ts';

async function following(path = '/rss', more: Partial<NewFeed> = {}) {
  const [desk, site] = [await deskOfFeeds(), await feedSite()];
  const feed = { ...newFeed(`${site.url}${path}`, desk.clock.now), ...more };
  await desk.feeds.add([feed]);
  const stories = () => desk.requested.map((address) => address.replace(`${site.url}/story/`, ''));
  return { ...desk, site, feed, stories, poll: () => desk.poll(feed.id) };
}

it('requests each item once, with what the feed says of it as a hint', async () => {
  const { site, poll, stories, ledger, feed } = await following();
  site.set('/rss', rssOf(site.url, [1, 2]));
  expect(await poll()).toMatchObject({ outcome: 'new', fresh: 2 });
  site.set('/rss', rssOf(site.url, [2, 3]));
  expect(await poll()).toMatchObject({ outcome: 'new', fresh: 1 });
  expect(stories()).toEqual(['1', '2', '3']);
  const [row] = await ledger.find(`${site.url}/story/3`);
  expect(row).toMatchObject({ source: `feed:${feed.id}`, hints: { from: feed.address, title: 'Story 3' } });
});

it('asks with the validators of the last answer, and takes "not modified" for an answer', async () => {
  const { site, poll, feeds, feed } = await following();
  site.set('/rss', (request, response) => {
    if (request.headers['if-none-match'] === '"a"') response.writeHead(304).end();
    else
      response
        .setHeader('etag', '"a"')
        .setHeader('last-modified', 'Mon, 02 Mar 2026 11:00:00 GMT')
        .end(rssOf(site.url, [1]));
  });
  await poll();
  expect(await poll()).toMatchObject({ outcome: 'unchanged' });
  expect(site.asked[1]?.headers['if-modified-since']).toBe('Mon, 02 Mar 2026 11:00:00 GMT');
  expect(await feeds.get(feed.id)).toMatchObject({ polls: 2, items: 1, errorRun: 0 });
});

it('does not request what the ledger holds already, or an item that has moved to another address', async () => {
  const { site, poll, stories, ledger } = await following();
  site.set('/rss', rssOf(site.url, [1]));
  await poll();
  const moved = rssOf(site.url, [1]).replace('/story/1', '/story/1-with-a-better-name');
  site.set('/rss', moved);
  expect(await poll()).toMatchObject({ outcome: 'nothing-new', moved: 1 });
  expect(stories()).toEqual(['1']);
  expect((await ledger.counts()).total).toBe(1);
});

it('requests every item of a feed that gives all items one guid', async () => {
  const { site, poll, stories } = await following();
  const oneGuid = (...n: number[]) => rssOf(site.url, n).replace(/<guid[^>]*>\d+</g, '<guid>always<');
  site.set('/rss', oneGuid(1, 2));
  await poll();
  site.set('/rss', oneGuid(2, 3));
  await poll();
  expect(stories()).toEqual(['1', '2', '3']);
});

it('leaves what the feed names today when it was asked to begin with what comes', async () => {
  const { site, poll, stories } = await following('/rss', { baseline: true });
  site.set('/rss', rssOf(site.url, [1, 2]));
  await poll();
  site.set('/rss', rssOf(site.url, [2, 3]));
  await poll();
  expect(stories()).toEqual(['3']);
});

it('notes that it may have missed items when a whole window is new, and follows older pages back to what it knows', async () => {
  const { site, poll, stories, feeds, feed } = await following();
  site.set('/rss', rssOf(site.url, [1, 2]));
  await poll();
  site.set('/rss', rssOf(site.url, [5, 6]));
  await poll();
  expect((await feeds.get(feed.id))?.notes).toMatchObject([{ code: 'may-have-missed' }]);
  site.set('/rss', rssOf(site.url, [9, 10], `<atom:link rel="next" href="${site.url}/rss2"/>`));
  site.set('/rss2', rssOf(site.url, [7, 8, 6]));
  await poll();
  expect(stories()).toEqual(['1', '2', '5', '6', '9', '10', '7', '8']);
});

it('follows a feed that has moved for good, and one that has moved for now back to its place', async () => {
  const { site, poll, feeds, feed } = await following('/old');
  site.set('/old', (_, response) => response.writeHead(302, { location: '/new' }).end());
  site.set('/new', rssOf(site.url, [1]));
  await poll();
  expect((await feeds.get(feed.id))?.address).toBe(feed.address);
  site.set('/old', (_, response) => response.writeHead(308, { location: '/new' }).end());
  await poll();
  expect(await feeds.get(feed.id)).toMatchObject({ address: `${site.url}/new`, notes: [{ code: 'moved' }] });
});

it.each([
  ['a missing feed', (site: string) => [404, site] as const, 'http-404'],
  ['a feed that is gone', (site: string) => [410, site] as const, 'http-410'],
  ['a page instead of a feed', () => [200, '<!doctype html><html><body>Moved</body></html>'] as const, 'web-page'],
  ['a broken feed', () => [200, '<rss version="2.0"><channel><ti'] as const, 'malformed'],
])('tells %s, goes on polling it, and recovers', async (_, answer, code) => {
  const { site, poll, feeds, feed, clock, stories } = await following();
  const [status, body] = answer(site.url);
  site.set('/rss', (_request, response) => response.writeHead(status).end(body));
  expect(await poll()).toMatchObject({ outcome: 'failed' });
  await poll();
  const failing = await feeds.get(feed.id);
  expect(failing).toMatchObject({ errorRun: 2, lastError: { code } });
  expect(Date.parse(failing?.nextDue ?? '') - clock.now).toBeLessThanOrEqual(24 * 3_600_000);
  site.set('/rss', rssOf(site.url, [1]));
  await poll();
  expect(await feeds.get(feed.id)).toMatchObject({ errorRun: 0, lastError: null });
  expect(stories()).toEqual(['1']);
});

it('obeys Retry-After', async () => {
  const { site, poll, feeds, feed, clock } = await following();
  site.set('/rss', (_, response) => response.writeHead(503, { 'retry-after': '7200' }).end());
  await poll();
  expect(Date.parse((await feeds.get(feed.id))?.nextDue ?? '') - clock.now).toBe(7_200_000);
});

it('polls the sitemaps of an index when the index says that they have changed', async () => {
  const { site, poll, feeds, feed, clock, needs, requested } = await following('/index.xml');
  const index = (modified: string) =>
    `<sitemapindex><sitemap><loc>${site.url}/a.xml</loc><lastmod>${modified}</lastmod></sitemap></sitemapindex>`;
  site.set('/index.xml', index('2026-03-01T00:00:00Z'));
  site.set('/a.xml', `<urlset><url><loc>${site.url}/story/1</loc></url></urlset>`);
  await poll();
  const [child] = await feeds.find(`${site.url}/a.xml`);
  expect(child).toMatchObject({ parent: feed.id });
  const { pollFeed } = await import('../../src/feeds/poll-feed.ts');
  await pollFeed(child?.id ?? '', needs);
  expect(requested).toEqual([`${site.url}/story/1`]);
  clock.now += 600_000;
  const now = new Date(clock.now).toISOString();
  expect(await feeds.due(now, 10)).toEqual([]);
  site.set('/index.xml', index(now));
  await poll();
  expect((await feeds.due(now, 10)).map(({ id }) => id)).toEqual([child?.id]);
});

it('requests nothing twice and loses nothing when it dies between the ledger and the feed list', async () => {
  const { site, feed, needs, stories, poll } = await following();
  site.set('/rss', rssOf(site.url, [1, 2]));
  const { pollFeed } = await import('../../src/feeds/poll-feed.ts');
  const dying = {
    ...needs,
    submit: async (all: Parameters<typeof needs.submit>[0]) => {
      await needs.submit(all.slice(0, 1));
      throw new Error('killed');
    },
  };
  await expect(pollFeed(feed.id, dying)).rejects.toThrow('killed');
  await poll();
  expect(stories()).toEqual(['1', '2']);
});
