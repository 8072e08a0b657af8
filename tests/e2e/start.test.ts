import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTab } from '../server/browser.ts';
import { cli, environment, scratchDir, startCli, until } from './cli.ts';

type Started = {
  documents: { name: string; state: string; answer: string }[];
  addresses: { web: string; board: string };
};

const started = (stdout: string): Started | null => (stdout.includes('\n') ? JSON.parse(stdout) : null);

it('start replays the seed feed, leaves the web page and Bull Board running, drains on SIGTERM, and does no work twice', {
  timeout: 180_000,
}, async () => {
  const env = environment(join(await scratchDir(), 'data'));
  const first = startCli(['start', '--json'], env);
  const { documents, addresses } = await until(() => started(first.seen.stdout));
  expect(documents.map(({ state, answer }) => `${answer}, ${state}`)).toEqual(Array(5).fill('accepted, indexed'));

  const get = async (path: string): Promise<unknown> => (await fetch(addresses.web + path)).json();
  expect(await get('/readyz')).toMatchObject({ ready: true });
  expect(await get('/api/status')).toMatchObject({ accepted: 5, indexed: 5, addsUp: true });
  expect(await get('/api/articles?q=sullivan')).toMatchObject({ total: expect.any(Number) });

  const { page } = await openTab();
  await page.goto(`${addresses.board}/queue/4.%20index?status=completed`);
  await page.goto(`${addresses.board}/queue/index?status=completed`);
  await page.locator('text=000_a6a0ea761b58fa9c.txt').first().waitFor();

  // A command of a second process finds the running Redis and the running line.
  const other = await cli(['status', '--json'], env);
  expect(JSON.parse(other.stdout)).toMatchObject({ accepted: 5, indexed: 5, addsUp: true });

  first.kill('SIGTERM');
  expect((await once(first, 'exit'))[0]).toBe(0);

  const second = startCli(['start', '--json'], env);
  const again = await until(() => started(second.seen.stdout));
  expect(again.documents.map(({ state, answer }) => `${answer}, ${state}`)).toEqual(Array(5).fill('known, indexed'));
  second.kill('SIGINT');
  expect((await once(second, 'exit'))[0]).toBe(0);
});
