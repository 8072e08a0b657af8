import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { cli, environment, scratchDir } from '../e2e/cli.ts';
import { feedSite, rssOf } from '../feeds/feed-site.ts';
import { strictRecords } from './strict-members.ts';

it('keeps feeds and sitemaps as they were polled, and replays none of them as a page', async () => {
  const [site, dir] = [await feedSite(), await scratchDir()];
  const env = environment(join(dir, 'data'), { COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true' });
  // Called plain text, as some servers do: without a word on what it is, a replay would take it for a page.
  const feed = rssOf(site.url, [1]);
  site.set('/rss', (_, response) => response.setHeader('content-type', 'text/plain').end(feed));
  await cli(['feeds', 'add', `${site.url}/rss`, '--from-now'], env);
  expect((await cli(['feeds', 'poll'], env)).code).toBe(0);
  const folder = join(dir, 'data/archive');
  const [file = ''] = await readdir(folder);
  const records = await strictRecords(await readFile(join(folder, file)));
  const answer = records.find(
    ({ fields }) => fields['WARC-Target-URI'] === `${site.url}/rss` && fields['WARC-Type'] === 'response',
  );
  expect(answer?.fields['Copydesk-Purpose']).toBe('feed');
  expect(answer?.block.toString()).toContain(feed);
  const replayed = JSON.parse((await cli(['replay', folder, '--no-wait', '--json'], env)).stdout);
  expect(replayed.records).toMatchObject({ accepted: 0, skipped: { 'feed-record': 1 } });
});

it('keeps nothing of a feed with archive: off, nor of one that is only tested', async () => {
  const [site, dir] = [await feedSite(), await scratchDir()];
  const env = environment(join(dir, 'data'), { COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true' });
  site.set('/rss', rssOf(site.url, [1]));
  expect((await cli(['feeds', 'test', `${site.url}/rss`], env)).code).toBe(0);
  await cli(['feeds', 'add', `${site.url}/rss`], env);
  await cli(['feeds', 'poll'], { ...env, COPYDESK_ARCHIVE: 'off' });
  await expect(readdir(join(dir, 'data/archive'))).rejects.toThrow('ENOENT');
});
