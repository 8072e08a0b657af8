import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { goldArticles } from '../server/gold-articles.ts';
import { cli, environment, scratchDir, startCli, until } from './cli.ts';

it('stages run in processes of their own, and web addresses go through them', { timeout: 120_000 }, async () => {
  const [article] = goldArticles();
  const page = createServer((request, response) => {
    if (request.url === '/gone') response.writeHead(410).end();
    else
      response.setHeader('content-type', 'text/html').end(
        `<title>${article?.title}</title><article><h1>${article?.title}</h1>${article?.body
          .split('\n\n')
          .map((text) => `<p>${text}</p>`)
          .join('')}</article>`,
      );
  }).listen(0, '127.0.0.1');
  onTestFinished(() => void page.close());
  await once(page, 'listening');
  const base = `http://127.0.0.1:${(page.address() as AddressInfo).port}`;

  const env = environment(join(await scratchDir(), 'data'), { COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true' });
  const workers = [['fetch'], ['clean,extract'], ['index']].map(([stages]) =>
    startCli(['work', '--stages', stages ?? '', '--json'], env),
  );
  await until(() => workers.every(({ seen }) => seen.stdout.includes('working')));

  const enqueued = await cli(['enqueue', `${base}/story?utm_source=x`, `${base}/gone`, '--json'], env);
  expect(enqueued.code).toBe(0);
  const counts = async () => JSON.parse((await cli(['status', '--json'], env)).stdout);
  await until(async () => (await counts()).inFlight === 0);
  expect(await counts()).toMatchObject({ accepted: 2, indexed: 1, rejected: 1, addsUp: true });

  const shown = JSON.parse((await cli(['show', `${base}/story`, '--json'], env)).stdout);
  expect(shown).toMatchObject({ title: article?.title, url: `${base}/story?utm_source=x`, body: article?.body });
  const way = await cli(['status', `${base}/gone`], env);
  expect(way.stdout).toContain('http-410');

  for (const worker of workers) worker.kill('SIGTERM');
  expect(await Promise.all(workers.map(async (worker) => worker.exitCode ?? (await once(worker, 'exit'))[0]))).toEqual([
    0, 0, 0,
  ]);
});

it('extract answers JSON lines in order, with the bad ones told and exit code 1', async () => {
  const env = environment(join(await scratchDir(), 'data'));
  const [article] = goldArticles();
  const good = JSON.stringify({ id: 'one', text: `${article?.title}\n\n${article?.body}` });
  const input = `${good}\nnot json\n{"id":"empty","text":""}\n${good.replace('"one"', '"two"')}\n`;
  const ran = await cli(['extract', '--jsonl'], env, input);
  const answers = ran.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(answers).toMatchObject([
    { id: 'one', outcome: 'article', title: article?.title, ms: expect.any(Number) },
    { line: 2, error: expect.stringContaining('line 2 is not JSON') },
    { id: 'empty', outcome: 'rejected', reason: { code: expect.any(String) } },
    { id: 'two', outcome: 'article' },
  ]);
  expect(ran.code).toBe(1);
  const file = join(await scratchDir(), 'page.txt');
  await writeFile(file, `${article?.title}\n\n${article?.body}`);
  const one = await cli(['extract', file, 'none.txt'], env);
  expect(
    one.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line)),
  ).toMatchObject([
    { id: file, outcome: 'article' },
    { id: 'none.txt', error: 'no such file' },
  ]);
});
