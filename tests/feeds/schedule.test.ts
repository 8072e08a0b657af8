import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { newFeed } from '../../src/feeds/feed-list.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { runFeeds } from '../../src/run-feeds.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { openFeedQueue } from '../../src/workers/bullmq-feeds.ts';
import { openQueues } from '../../src/workers/queues.ts';
import { environment, scratchDir, startCli, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import { feedSite, rssOf } from './feed-site.ts';

it('polls again what a killed process was polling, and requests each item once', async () => {
  const [site, dir] = [await feedSite(), await scratchDir()];
  const env = environment(dir, { COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true' });
  const store = openSqliteStore(dir);
  onTestFinished(() => store.close());
  await store.feeds.add([newFeed(`${site.url}/rss`, Date.now())]);
  site.set('/rss', () => {});
  site.set('/story/1', '<p>one</p>');
  const first = startCli(['work', '--stages', 'fetch'], env);
  await until(() => site.asked.some(({ path }) => path === '/rss'));
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect((await store.ledger.counts()).total).toBe(0);
  site.set('/rss', rssOf(site.url, [1, 2, 3]));
  const second = startCli(['work', '--stages', 'fetch'], env);
  await until(async () => (await store.ledger.counts()).total === 3, 100);
  await until(async () => (await store.feeds.list())[0]?.polls === 1);
  second.kill('SIGTERM');
  await once(second, 'exit');
  expect(site.asked.filter(({ path }) => path === '/rss')).toHaveLength(2);
}, 180_000);

/** The feeds' part of a worker process, in this one, on a Redis of its own prefix. */
async function schedules() {
  const dir = await scratchDir();
  const env = {
    COPYDESK_DATA_DIR: dir,
    COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true',
    COPYDESK_REDIS_PREFIX: `feeds-${process.pid}-${Math.trunc(performance.now())}`,
  };
  const config = loadConfig({ env, cwd: dir });
  const store = openSqliteStore(dir);
  const redis = connectRedis(await testRedisUrl(), () => {});
  const queues = openQueues(redis, { prefix: config.redisPrefix });
  const queue = openFeedQueue(redis, config.redisPrefix);
  const desk = { config, store, log: pino({ level: 'silent' }), openQueues: async () => null, close: async () => {} };
  onTestFinished(async () => {
    await queue.close();
    await queues.close();
    redis.disconnect();
    await store.close();
  });
  return {
    ...store,
    redis,
    queue,
    run: () =>
      runFeeds(
        desk,
        { redis, queues },
        { web: webFetcher(config.fetch, '1'), archive: { keepFeed: (_, fetch) => fetch(null) } },
      ),
  };
}

it('makes its plans from the feed list: what Redis lost is planned again, what the list lost is not', async () => {
  const { feeds, redis, queue, run } = await schedules();
  const later = Date.now() + 3_600_000;
  const rows = [1, 2, 3].map((n) => ({
    ...newFeed(`https://example.org/${n}`, Date.now()),
    nextDue: new Date(later).toISOString(),
  }));
  await feeds.add(rows);
  await queue.plan({ id: 'stranger', address: 'https://example.org/', dueAt: later, everyMs: 600_000 });
  const plans = async () => [...(await queue.planned()).keys()].sort();
  const wanted = rows.map(({ id }) => id).sort();
  const first = await run();
  await until(async () => (await plans()).join() === wanted.join());
  await first.drain();
  await redis.flushdb();
  expect(await plans()).toEqual([]);
  const second = await run();
  await until(async () => (await plans()).join() === wanted.join());
  for (const due of (await queue.planned()).values()) expect(Math.abs(due - later)).toBeLessThan(2_000);
  await second.drain();
});

it('polls a feed that is due at once, and plans its next poll for the time in the list', async () => {
  const [{ feeds, ledger, queue, run }, site] = [await schedules(), await feedSite()];
  site.set('/rss', rssOf(site.url, [1, 2]));
  const feed = newFeed(`${site.url}/rss`, Date.now());
  await feeds.add([feed]);
  const running = await run();
  const row = await until(async () => (await feeds.list()).find(({ polls }) => polls === 1));
  expect((await ledger.counts()).total).toBe(2);
  await until(async () => Math.abs(((await queue.planned()).get(feed.id) ?? 0) - Date.parse(row.nextDue)) < 2_000);
  await sleep(500);
  expect(site.asked).toHaveLength(1);
  await running.drain();
});
