import { expect, it } from 'vitest';
import { follow } from '../../src/feeds/feed-desk.ts';
import { showFeed } from '../../src/feeds/show-feed.ts';
import { deskOfFeeds } from '../feeds/desk-of-feeds.ts';
import { feedSite, rssOf } from '../feeds/feed-site.ts';
import { ask, post } from './ask.ts';
import { serving, token } from './serving.ts';

async function server(secret: string | null) {
  const [{ feeds, needs }, site] = [await deskOfFeeds(), await feedSite()];
  site.set('/rss', rssOf(site.url, [1]));
  const { url } = await serving({
    token: secret,
    feeds: {
      list: async () => (await feeds.list()).map((row) => showFeed(row, needs.now())),
      follow: async (address, options) =>
        (await follow(address, options, needs)).map((one) =>
          one.ok ? { ok: true, answer: one.answer, feed: showFeed(one.row, needs.now()), others: one.others } : one,
        ),
      remove: (id) => feeds.remove(id),
      latest: (id, limit) => feeds.latest(id, limit),
      answerHub: async () => null,
      takePush: async () => 'no-such-feed',
    },
  });
  return { url: `${url}/api/feeds`, site };
}

it('follows a feed, lists it with its health, and follows it no more', async () => {
  const { url, site } = await server(null);
  const added = await post(url, { address: `${site.url}/rss`, category: 'World' });
  expect(added.status).toBe(201);
  expect(await post(url, { address: `${site.url}/rss` })).toMatchObject({ status: 200 });
  const { feeds } = (await ask(url)).json() as { feeds: { id: string }[] };
  expect(feeds).toMatchObject([{ address: `${site.url}/rss`, health: 'new', category: 'World', lastNew: null }]);
  expect(await ask(`${url}/${feeds[0]?.id}`, { method: 'DELETE' })).toMatchObject({ status: 204 });
  expect(await ask(`${url}/${feeds[0]?.id}`, { method: 'DELETE' })).toMatchObject({ status: 404 });
  expect((await ask(url)).json()).toEqual({ feeds: [] });
});

it('says why an address cannot be followed', async () => {
  const { url, site } = await server(null);
  const answer = await post(url, { address: `${site.url}/nothing` });
  expect(answer.status).toBe(422);
  expect(answer.text).toContain('http-404');
  expect(await post(url, { adress: 'x' })).toMatchObject({ status: 400 });
});

it('asks for the secret before it changes the list', async () => {
  const { url, site } = await server(token);
  expect(await post(url, { address: `${site.url}/rss` })).toMatchObject({ status: 401 });
  expect(await ask(`${url}/x`, { method: 'DELETE' })).toMatchObject({ status: 401 });
  expect(await post(url, { address: `${site.url}/rss` }, { authorization: `Bearer ${token}` })).toMatchObject({
    status: 201,
  });
});
