import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { follow } from '../../src/feeds/feed-desk.ts';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { showFeed } from '../../src/feeds/show-feed.ts';
import { deskOfFeeds } from '../feeds/desk-of-feeds.ts';
import { feedSite, rssOf } from '../feeds/feed-site.ts';
import { ask } from './ask.ts';
import { openTab } from './browser.ts';
import { serving, token } from './serving.ts';

/** A server over a feed list with one feed that is well, one that fails and one that is new. */
async function served(secret: string | null = null) {
  const [desk, site] = [await deskOfFeeds(), await feedSite()];
  const { feeds, needs } = desk;
  needs.now = Date.now;
  site.set('/rss', rssOf(site.url, ['1', '2', '<b>3</b>']));
  site.set('/other', rssOf(site.url, [7]));
  const [well, failing] = [newFeed(`${site.url}/rss`, Date.now()), newFeed(`${site.url}/gone`, Date.now())];
  await feeds.add([
    { ...well, category: 'World/Europe' },
    { ...failing, title: 'Quay <script>alert(1)</script>' },
    newFeed('https://new.example/feed', Date.now()),
  ]);
  await desk.poll(well.id);
  await desk.poll(failing.id);
  const { url } = await serving({
    token: secret,
    feeds: {
      list: async () => (await feeds.list()).map((row) => showFeed(row, Date.now())),
      follow: async (address, options) =>
        (await follow(address, options, needs)).map((one) =>
          one.ok ? { ok: true, answer: one.answer, feed: showFeed(one.row, Date.now()), others: one.others } : one,
        ),
      remove: (id) => feeds.remove(id),
      latest: (id, limit) => feeds.latest(id, limit),
      answerHub: async () => null,
      takePush: async () => 'no-such-feed',
    },
  });
  return { url, site, well, failing, feeds };
}

it('lists the feeds with their health, ailing ones first, and shows one with its notes and items, in a real browser', async () => {
  const { url, failing, well } = await served();
  const { page, complaints } = await openTab();
  await page.goto(`${url}/feeds`);
  expect(await page.locator('.documents .state').allTextContents()).toEqual(['failing', 'new', 'well']);
  expect(await page.locator('.documents li').first().textContent()).toContain('http-404');
  expect(await page.locator('.documents li').first().textContent()).toContain('Quay <script>alert(1)</script>');
  await shot(page, 'feeds');
  await page.getByRole('link', { name: 'Harbour Post' }).click();
  expect(page.url()).toBe(`${url}/feeds/${well.id}`);
  expect(await page.locator('#items + ul li').count()).toBe(3);
  expect(await page.locator('dl').textContent()).toContain('World/Europe');
  await shot(page, 'feed');
  await page.goto(`${url}/feeds/${failing.id}`);
  expect(await page.locator('#notes + ul').textContent()).toContain('http-404');
  await page.setViewportSize({ width: 360, height: 700 });
  for (const path of ['/feeds', `/feeds/${well.id}`]) {
    await page.goto(url + path);
    expect(await page.evaluate('document.documentElement.scrollWidth'), `${path} fits a telephone`).toBe(360);
  }
  await shot(page, 'feed-narrow');
  expect(complaints).toEqual([]);
});

it('follows a feed with the form, gives back what it refused, and follows one no more', async () => {
  const { url, site, feeds } = await served();
  const { page } = await openTab();
  await page.goto(`${url}/feeds`);
  await page.getByLabel('Address').fill(`${site.url}/nothing`);
  await page.getByLabel('Category').fill('Sea');
  await page.getByRole('button', { name: 'Follow' }).click();
  expect(await page.locator('main').textContent()).toContain('http-404');
  await page.getByLabel('Address').fill(`${site.url}/other`);
  await page.getByLabel('from now on').check();
  await page.getByRole('button', { name: 'Follow' }).click();
  const [row] = await feeds.find(`${site.url}/other`);
  expect(row).toMatchObject({ category: 'Sea', baseline: true });
  await page.goto(`${url}/feeds/${row?.id}`);
  await page.getByText('Follow it no more…').click();
  await page.getByRole('button', { name: 'Follow it no more' }).click();
  expect(page.url()).toBe(`${url}/feeds`);
  expect(await feeds.find(`${site.url}/other`)).toEqual([]);
});

it('asks for the secret before it changes the list, and knows no feed that is not there', async () => {
  const { url, well } = await served(token);
  const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: url };
  const form = { method: 'POST', headers, body: 'address=x' } as const;
  expect(await ask(`${url}/feeds`, form)).toMatchObject({ status: 401 });
  expect(await ask(`${url}/feeds/${well.id}/remove`, { ...form, body: '' })).toMatchObject({ status: 401 });
  expect(await ask(`${url}/feeds/0123456789ab`)).toMatchObject({ status: 404 });
  expect(await ask(`${url}/feeds/..%2f`)).toMatchObject({ status: 400 });
});

/** Kept where COPYDESK_SHOTS names a folder, for people to look at. */
async function shot(page: Awaited<ReturnType<typeof openTab>>['page'], name: string): Promise<void> {
  const folder = process.env.COPYDESK_SHOTS;
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
