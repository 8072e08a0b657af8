import { createHmac } from 'node:crypto';
import { expect, it } from 'vitest';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { showFeed } from '../../src/feeds/show-feed.ts';
import { answerHub, subscribe, takePush, wantsSubscription } from '../../src/feeds/websub.ts';
import type { FeedRow } from '../../src/store/feed-store.ts';
import { ask } from '../server/ask.ts';
import { serving, token } from '../server/serving.ts';
import { deskOfFeeds } from './desk-of-feeds.ts';
import { feedSite, rssOf } from './feed-site.ts';

const hour = 3_600_000;

/** A feed with a hub, a hub that takes subscriptions, and a server with a secret where the hub calls back. */
async function hubbed() {
  const [desk, site] = [await deskOfFeeds(), await feedSite()];
  const { feeds, needs, clock } = desk;
  const { url } = await serving({
    token,
    feeds: {
      list: async () => (await feeds.list()).map((row) => showFeed(row, clock.now)),
      follow: async () => [],
      remove: (id) => feeds.remove(id),
      latest: (id, limit) => feeds.latest(id, limit),
      answerHub: (id, callback, question) => answerHub(id, callback, question, needs),
      takePush: async (id, callback, push) => {
        const taken = await takePush(id, callback, push, needs);
        return typeof taken === 'string' ? taken : 'taken';
      },
    },
  });
  site.set(
    '/rss',
    rssOf(site.url, [1], `<atom:link rel="hub" href="${site.url}/hub"/><atom:link rel="self" href="${site.url}/rss"/>`),
  );
  site.set('/hub', (_, response) => response.writeHead(202).end());
  const feed = newFeed(`${site.url}/rss`, clock.now);
  await feeds.add([feed]);
  await desk.poll(feed.id);
  const row = async () => (await feeds.get(feed.id)) as FeedRow;
  await subscribe(await row(), url, needs);
  const form = new URLSearchParams(site.asked.find(({ path }) => path === '/hub')?.body);
  const callback = form.get('hub.callback') ?? '';
  const verify = (more: Record<string, string> = {}) =>
    ask(
      `${callback}?${new URLSearchParams({ 'hub.mode': 'subscribe', 'hub.topic': `${site.url}/rss`, 'hub.challenge': 'c-1', 'hub.lease_seconds': '86400', ...more })}`,
    );
  const push = (body: string, secret: string, method = 'sha256', to = callback) =>
    ask(to, {
      method: 'POST',
      headers: {
        'content-type': 'application/rss+xml',
        'x-hub-signature': `${method}=${createHmac(method, secret).update(body).digest('hex')}`,
      },
      body,
    });
  return { ...desk, site, form, callback, verify, push, row, secret: form.get('hub.secret') ?? '' };
}

it('asks the hub that a feed names, answers its challenge, and takes what it sends signed', async () => {
  const { form, site, verify, push, row, secret, requested } = await hubbed();
  expect(form.get('hub.mode')).toBe('subscribe');
  expect(form.get('hub.topic')).toBe(`${site.url}/rss`);
  expect(secret.length).toBeGreaterThan(30);
  expect((await row()).hub?.state).toBe('asked');
  expect(await verify()).toMatchObject({ status: 200, text: 'c-1' });
  expect((await row()).hub?.state).toBe('active');
  for (const [n, method] of [
    [2, 'sha1'],
    [3, 'sha256'],
    [4, 'sha512'],
  ] as const) {
    expect(await push(rssOf(site.url, [n, 1]), secret, method)).toMatchObject({ status: 202 });
  }
  expect(requested.map((address) => address.split('/').at(-1))).toEqual(['1', '2', '3', '4']);
});

it('drops what is not signed with the secret, though it acknowledges it', async () => {
  const { site, push, callback, requested } = await hubbed();
  const news = rssOf(site.url, [666]);
  expect(await push(news, 'another secret')).toMatchObject({ status: 202 });
  expect(await ask(callback, { method: 'POST', headers: { 'content-type': 'text/xml' }, body: news })).toMatchObject({
    status: 202,
  });
  expect(await push(news, 'any', 'md5')).toMatchObject({ status: 202 });
  expect(requested).toHaveLength(1);
});

it('answers no challenge that it did not ask for', async () => {
  const { verify, callback, push, secret } = await hubbed();
  expect(await verify({ 'hub.topic': 'https://other.example/feed' })).toMatchObject({ status: 404 });
  expect(await verify({ 'hub.mode': 'unsubscribe' })).toMatchObject({ status: 404 });
  expect(await ask(`${callback.slice(0, -4)}0000?hub.mode=subscribe&hub.topic=x&hub.challenge=c`)).toMatchObject({
    status: 404,
  });
  expect(await push('<rss/>', secret, 'sha256', `${callback.slice(0, -4)}0000`)).toMatchObject({ status: 410 });
});

it('notes a denial, and asks again after a day', async () => {
  const { verify, row, clock } = await hubbed();
  expect(await verify({ 'hub.mode': 'denied', 'hub.reason': 'not welcome' })).toMatchObject({ status: 200 });
  const denied = await row();
  expect(denied).toMatchObject({ hub: { state: 'refused' } });
  expect(denied.notes.find(({ code }) => code === 'hub-refused')?.detail).toContain('not welcome');
  expect(wantsSubscription(denied, clock.now + hour)).toBe(false);
  expect(wantsSubscription(denied, clock.now + 25 * hour)).toBe(true);
});

it('renews before the lease ends, under the same secret', async () => {
  const { verify, row, clock, needs, secret } = await hubbed();
  await verify();
  expect(wantsSubscription(await row(), clock.now + 12 * hour)).toBe(false);
  clock.now += 20 * hour;
  expect(wantsSubscription(await row(), clock.now)).toBe(true);
  const renewed = await subscribe(await row(), 'https://desk.example', needs);
  expect(renewed).toMatchObject({ state: 'active', secret });
  expect(wantsSubscription(await row(), clock.now)).toBe(false);
});

it('falls back to polling when the hub does not take the subscription', async () => {
  const { site, row, clock, needs, feeds } = await hubbed();
  site.set('/hub', (_, response) => response.writeHead(500).end('no'));
  await feeds.update((await row()).id, (current) => ({ ...current, hub: null }));
  expect(await subscribe(await row(), 'https://desk.example', needs)).toMatchObject({ state: 'refused' });
  expect(Date.parse((await row()).nextDue)).toBeGreaterThan(clock.now);
});

it('takes news sent alone for what it is: nothing is said to be missed, and the feed keeps its habit', async () => {
  const { site, verify, push, row, secret, requested } = await hubbed();
  await verify();
  const before = await row();
  await push(rssOf(site.url, [2, 3, 4]), secret);
  expect(requested).toHaveLength(4);
  const after = await row();
  expect(after.notes.map(({ code }) => code)).not.toContain('may-have-missed');
  expect(after.turnoverMs).toBe(before.turnoverMs);
});
