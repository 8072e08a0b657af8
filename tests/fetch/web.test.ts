import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webFetcher } from '../../src/fetch/web.ts';

const settings = { allowPrivateAddresses: true, timeoutSeconds: 2, maxBytes: 10_000, contact: 'desk@example.org' };
let server: Server;
let base: string;

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    if (path === '/page')
      response.setHeader('content-type', 'text/html; charset=utf-8').end(`<p>${request.headers['user-agent']}`);
    else if (path === '/hop') response.writeHead(302, { location: '/page' }).end();
    else if (path === '/loop') response.writeHead(302, { location: '/loop' }).end();
    else if (path === '/out') response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    else if (path === '/image') response.setHeader('content-type', 'image/png').end('x');
    else if (path === '/large') response.setHeader('content-type', 'text/plain').end('x'.repeat(10_001));
    else if (path === '/slow') response.flushHeaders();
    else if (path === '/busy') response.writeHead(429, { 'retry-after': '7' }).end();
    else if (path === '/broken') response.writeHead(500).end();
    else response.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

async function get(path: string, changed: Partial<typeof settings> = {}) {
  const web = webFetcher({ ...settings, ...changed }, '1.2.3');
  try {
    return await web.fetch(path.startsWith('/') ? base + path : path);
  } finally {
    await web.close();
  }
}

describe('a guarded GET', () => {
  it('takes a page, its charset and its final address, and says who asks', async () => {
    const got = await get('/hop');
    expect(got).toMatchObject({ next: { url: `${base}/page`, mediaType: 'text/html', charset: 'utf-8' } });
    expect('next' in got && Buffer.from(got.next.bytes).toString()).toBe('<p>Copydesk/1.2.3 (+desk@example.org)');
  });

  it.each([
    ['/missing', 'http-404'],
    ['/loop', 'too-many-redirects'],
    ['/out', 'blocked-address'],
    ['/image', 'wrong-type'],
    ['/large', 'too-large'],
  ])('rejects %s as %s', async (path, code) => {
    expect(await get(path)).toMatchObject({ rejected: { code } });
  });

  it('throws where a new try may help, and asks for the time the server named', async () => {
    await expect(get('/broken')).rejects.toThrow('HTTP 500');
    await expect(get('/busy')).rejects.toMatchObject({ name: 'LaterError', delayMs: 7_000 });
    await expect(get('/slow', { timeoutSeconds: 1 })).rejects.toThrow('no answer within 1 s');
  });

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://0x7f.1/',
    'http://2130706433/',
    'http://10.0.0.1/',
    'http://192.168.1.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[fe80::1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://0.0.0.0/',
    'http://intranet/',
    'http://printer.local/',
  ])('refuses %s unless private addresses are allowed', async (address) => {
    expect(await get(address, { allowPrivateAddresses: false })).toMatchObject({
      rejected: { code: 'blocked-address' },
    });
  });
});
