import { type Job, UnrecoverableError, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openQueues, type Queues } from '../../src/workers/queues.ts';
import { failDocument } from '../support/failed-documents.ts';
import { testRedisUrl } from '../support/redis.ts';
import { ask, basic } from './ask.ts';
import { openTab } from './browser.ts';
import { goldArticles } from './gold-articles.ts';
import { indexSeeds, password, serving } from './serving.ts';

let count = 0;

/** Queues of their own on a real Redis, emptied and closed with the test. */
async function boardQueues(): Promise<{ queues: Queues; redis: Redis; prefix: string }> {
  count += 1;
  const prefix = `board-${process.pid}-${count}`;
  const redis = new Redis(await testRedisUrl(), { maxRetriesPerRequest: null });
  const queues = openQueues(redis, { prefix });
  onTestFinished(async () => {
    for (const queue of queues.all) await queue.obliterate({ force: true });
    await queues.close();
    await redis.quit();
  });
  return { queues, redis, prefix };
}

/** Sends each seed to the index stage and waits until a worker is through with it. */
async function completeSeeds({ queues, redis, prefix }: Awaited<ReturnType<typeof boardQueues>>): Promise<void> {
  const articles = goldArticles();
  const worker = new Worker('index', async (_job: Job) => ({ ended: 'indexed' }), {
    connection: redis.duplicate(),
    prefix,
  });
  let left = articles.length;
  const done = new Promise<void>((resolve) => {
    worker.on('completed', () => {
      left -= 1;
      if (left === 0) resolve();
    });
  });
  for (const [index, { id, address }] of articles.entries()) {
    await queues.send('index', { id, run: index === 4 ? 2 : 1, address });
  }
  await done;
  await worker.close();
}

describe('Bull Board in Chromium', () => {
  it('shows the queues in the order of the line, with the completed jobs named after their documents', async () => {
    const parts = await boardQueues();
    await completeSeeds(parts);
    const { url, store } = await serving({ queues: parts.queues.all });
    await indexSeeds(store);
    const { page, complaints } = await openTab();
    await page.goto(`${url}/board`);
    const cards = page.locator('main a[href^="/board/queue/"] >> text=/^\\d\\. /');
    await cards.first().waitFor();
    expect(await cards.allTextContents()).toEqual(['1. fetch', '2. clean', '3. extract', '4. index']);

    await page.goto(`${url}/board/queue/index?status=completed`);
    await page.getByText('seeds/003_f6c11c6d44cc0b38.txt', { exact: true }).waitFor();
    await page.getByText('seeds/004_fa09de8f1ea714ac.txt (run 2)', { exact: true }).waitFor();
    const links = page.getByRole('link', { name: 'Document', exact: true });
    expect(await links.count()).toBe(5);
    const [third] = goldArticles().slice(3);
    await page.goto(
      new URL((await page.locator(`a[href="/documents/${third?.id}"]`).getAttribute('href')) ?? '', url).href,
    );
    expect(await page.locator('h1').textContent()).toBe(third?.title);
    // The board would load fonts from Google; the policy keeps it from telling anybody who looks at the queues.
    expect(complaints.filter((text) => !text.includes('fonts.googleapis.com'))).toEqual([]);
  });

  it('lets somebody who knows the password pause a queue', async () => {
    const { queues } = await boardQueues();
    const { url } = await serving({ queues: queues.all, password });
    const { page } = await openTab({ httpCredentials: { username: 'copydesk', password } });
    await page.goto(`${url}/board/queue/fetch`);
    const status = await page.evaluate(
      async () => (await fetch('/board/api/queues/fetch/pause', { method: 'PUT' })).status,
    );
    expect(status).toBe(200);
    expect(await queues.all[0]?.isPaused()).toBe(true);
  });
});

describe('the board', () => {
  it('changes nothing when it is read-only', async () => {
    const { queues } = await boardQueues();
    const { url } = await serving({ queues: queues.all, boardReadOnly: true });
    for (const path of ['fetch/pause', 'pause', 'fetch/obliterate']) {
      expect((await ask(`${url}/board/api/queues/${path}`, { method: 'PUT' })).status, path).toBe(403);
    }
    expect(await queues.all[0]?.isPaused()).toBe(false);
    const shown = (await ask(`${url}/board/api/queues`)).json();
    expect(shown).toMatchObject({
      queues: [{ readOnlyMode: true }, { readOnlyMode: true }, { readOnlyMode: true }, { readOnlyMode: true }],
    });
  });

  it('asks for the password for what it shows and for what it changes', async () => {
    const { queues } = await boardQueues();
    const { url } = await serving({ queues: queues.all, password });
    expect((await ask(`${url}/board/api/queues`)).status).toBe(401);
    expect((await ask(`${url}/board/api/queues/pause`, { method: 'PUT' })).status).toBe(401);
    const headers = { authorization: basic(password) };
    expect((await ask(`${url}/board/api/queues`, { headers })).status).toBe(200);
    expect(await queues.all[0]?.isPaused()).toBe(false);
  });

  it('retries a failed job as a new run through the ledger, and leads to its case', async () => {
    const { queues, redis, prefix } = await boardQueues();
    const { url, store } = await serving({
      queues: queues.all,
      runAgain: async (ids) => {
        const rows = await store.ledger.retry(ids);
        await queues.sendMany('fetch', rows);
        return rows;
      },
    });
    const ids: string[] = [];
    const worker = new Worker('clean', async () => Promise.reject(new UnrecoverableError('TypeError: boom')), {
      connection: redis.duplicate(),
      prefix,
    });
    for (const n of [1, 2, 3]) {
      const address = `https://example.org/${n}`;
      const id = await failDocument(store, address, { code: 'TypeError', detail: 'boom' });
      await queues.send('clean', { id, run: 1, address });
      ids.push(id);
    }
    await expect.poll(() => queues.all[1]?.getFailedCount()).toBe(3);
    await worker.close();

    const failed = (await ask(`${url}/board/api/queues?activeQueue=clean&status=failed`)).json() as {
      queues: { allowRetries: boolean; jobs: { failedReason: string; externalUrl: { href: string } }[] }[];
    };
    expect(failed.queues[1]).toMatchObject({ allowRetries: true, allowCompletedRetries: false });
    expect(failed.queues[1]?.jobs.map(({ externalUrl }) => externalUrl.href).sort()).toEqual(
      ids.map((id) => `/quarantine/${id}`).sort(),
    );
    const retry = await ask(`${url}/board/api/queues/clean/${ids[0]}-1/retry`, { method: 'PUT' });
    expect(retry.status).toBe(204);
    expect(await store.ledger.get(ids[0] ?? '')).toMatchObject({ run: 2, state: 'accepted' });
    expect(await queues.all[1]?.getFailedCount()).toBe(2);
    expect(await queues.standing([{ id: ids[0] ?? '', run: 2, stage: 'fetch' }])).toEqual(['live']);

    const all = await ask(`${url}/board/api/queues/clean/retry/failed`, { method: 'PUT' });
    expect([all.status, all.json()]).toMatchObject([200, { retried: 2 }]);
    expect(await store.ledger.counts()).toMatchObject({ total: 3, accepted: 3, quarantined: 0 });
    expect(await queues.all[1]?.getFailedCount()).toBe(0);
  });

  it('shows a job of somebody else as it is', async () => {
    const { queues } = await boardQueues();
    await queues.all[0]?.add('strange', { any: 'thing' });
    const { url } = await serving({ queues: queues.all });
    const { text, status } = await ask(`${url}/board/api/queues?activeQueue=fetch&status=latest`);
    expect(status).toBe(200);
    expect(JSON.parse(text).queues[0].jobs[0]).toMatchObject({ name: 'strange', data: { any: 'thing' } });
  });
});
