import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { cli, environment, scratchDir } from './cli.ts';

/** A host on loopback, and the environment of a command that may fetch from it. */
async function host() {
  const server = createServer((request, response) => {
    if (request.url === '/old') response.writeHead(301, { location: '/story' }).end();
    else if (request.url === '/busy') response.writeHead(429, { 'retry-after': '90' }).end();
    else if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
    else if (request.url === '/story')
      response.writeHead(200, { 'content-type': 'text/html', etag: '"v1"' }).end('<p>Größe \x1b[31m</p>');
    else response.writeHead(410).end();
  }).listen(0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, 'listening');
  const dataDir = join(await scratchDir(), 'data');
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    env: environment(dataDir, {
      COPYDESK_FETCH_ALLOW_PRIVATE_ADDRESSES: 'true',
      COPYDESK_FETCH_HOST_INTERVAL_SECONDS: '0.05',
    }),
    guarded: environment(dataDir),
  };
}

it('copydesk fetch shows the hops, the head, the time and the outcome, and its exit code is the outcome', async () => {
  const { base, env, guarded } = await host();
  const document = await cli(['fetch', `${base}/old`], env);
  expect(document.code).toBe(0);
  for (const part of [`1. ${base}/old`, 'HTTP 301', `2. ${base}/story`, 'etag: "v1"', 'first byte', 'robots.txt']) {
    expect(document.stdout).toContain(part);
  }
  expect(document.stdout).toContain('document: text/html, utf-8, 18 characters');

  const gone = await cli(['fetch', `${base}/gone`], env);
  expect(gone).toMatchObject({ code: 1, stdout: expect.stringContaining('rejected: http-410') });
  const busy = await cli(['fetch', `${base}/busy`], env);
  expect(busy).toMatchObject({ code: 1, stdout: expect.stringContaining('would be tried again: http-429') });
  expect(busy.stdout).toContain('5 more times, first after 90 s');
  const blocked = await cli(['fetch', `${base}/story`], guarded);
  expect(blocked).toMatchObject({ code: 1, stdout: expect.stringContaining('blocked-address') });
  expect(await cli(['fetch', 'example.org/a'], guarded)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('did you mean https://example.org/a'),
  });
});

it('copydesk fetch --json gives a program the same, and asks for changes only', async () => {
  const { base, env } = await host();
  const json = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await cli(['fetch', ...args, '--json'], env)).stdout);
  expect(await json(`${base}/old`)).toMatchObject({
    address: `${base}/old`,
    outcome: 'document',
    url: `${base}/story`,
    movedTo: `${base}/story`,
    charset: 'utf-8',
    etag: '"v1"',
    hops: [
      { status: 301, location: `${base}/story` },
      { status: 200, timing: { totalMs: expect.any(Number) } },
    ],
  });
  expect(await json(`${base}/story`, '--etag', '"v1"')).toMatchObject({ outcome: 'unchanged' });
  expect(await json(`${base}/story`, '--head-only')).toMatchObject({ outcome: 'head', hops: [{ status: 200 }] });
  expect(await json(`${base}/busy`)).toMatchObject({ outcome: 'retry', retryAfterMs: 90_000 });
});
