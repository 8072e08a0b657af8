import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/errors.ts';
import { ask, basic, post } from './ask.ts';
import { password, serving, token } from './serving.ts';

const body = { urls: ['https://example.org/a'] };
const form = { 'content-type': 'application/x-www-form-urlencoded' };
const formBody = 'urls=https%3A%2F%2Fexample.org%2Fa';

describe('a server on loopback without secrets', () => {
  it.each(['localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'copydesk.localhost', 'LOCALHOST'])(
    'answers to the name %s, on any port',
    async (name) => {
      const { url } = await serving();
      expect((await ask(url, { headers: { host: `${name}:8080` } })).status).toBe(200);
      expect((await ask(url, { headers: { host: name } })).status).toBe(200);
    },
  );

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '10.0.0.7',
    'user@localhost',
    '[::2]',
    '',
  ])('refuses to answer to "%s", even for reading', async (name) => {
    const { url, store } = await serving();
    for (const path of ['/', '/api/articles', '/board', '/healthz', '/nothing']) {
      expect((await ask(url + path, { headers: { host: name } })).status, path).toBe(403);
    }
    expect((await post(`${url}/api/requests`, body, { host: name })).status).toBe(403);
    expect((await store.ledger.counts()).total).toBe(0);
  });

  it.each([
    ['a foreign origin', { origin: 'https://evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['another port of this machine', { origin: 'http://127.0.0.1:1' }],
    ['a cross-site page', { 'sec-fetch-site': 'cross-site' }],
    ['a page of the same site', { 'sec-fetch-site': 'same-site' }],
  ])('takes no write from %s, as JSON or as a form', async (_, headers: Record<string, string>) => {
    const { url, store } = await serving();
    const answers = [
      await post(`${url}/api/requests`, body, headers),
      await ask(`${url}/requests`, { method: 'POST', headers: { ...form, ...headers }, body: formBody }),
      await ask(`${url}/board/api/queues/pause`, { method: 'PUT', headers }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
    expect((await store.ledger.counts()).total).toBe(0);
  });

  it('takes no form from a program, which is what a browser without an origin would look like', async () => {
    const { url } = await serving();
    expect((await ask(`${url}/requests`, { method: 'POST', headers: form, body: formBody })).status).toBe(403);
  });

  it("takes a form of its own page, and a program's JSON", async () => {
    const { url } = await serving();
    for (const headers of [{ origin: url }, { 'sec-fetch-site': 'same-origin' }] as Record<string, string>[]) {
      const answer = await ask(`${url}/requests`, { method: 'POST', headers: { ...form, ...headers }, body: formBody });
      expect(answer.status).toBe(202);
    }
    expect((await post(`${url}/api/requests`, body)).status).toBe(202);
  });

  it('takes no JSON in the guise of plain text', async () => {
    const { url } = await serving();
    const headers = { 'content-type': 'text/plain' };
    const answer = await ask(`${url}/api/requests`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(415);
  });
});

describe('a server with secrets', () => {
  const rows: [string, Record<string, string>, number][] = [
    ['no credentials', {}, 401],
    ['the token', { authorization: `Bearer ${token}` }, 202],
    ['the token, scheme in small letters', { authorization: `bearer ${token}` }, 202],
    ['a wrong token', { authorization: `Bearer ${token}x` }, 401],
    ['the password as a token', { authorization: `Bearer ${password}` }, 401],
    ['the password', { authorization: basic(password) }, 202],
    ['the token as a password', { authorization: basic(token) }, 202],
    ['the password of another user', { authorization: basic(password, 'root') }, 401],
    ['a wrong password', { authorization: basic('sword') }, 401],
    ['an empty password', { authorization: basic('') }, 401],
    ['credentials without a colon', { authorization: `Basic ${Buffer.from('copydesk').toString('base64')}` }, 401],
    ['nonsense', { authorization: 'Basic %%%' }, 401],
  ];
  it.each(rows)('answers a write with %s', async (_, headers, status) => {
    const { url, store } = await serving({ token, password });
    expect((await post(`${url}/api/requests`, body, headers)).status).toBe(status);
    expect((await store.ledger.counts()).total).toBe(status === 202 ? 1 : 0);
  });

  it.each(['/board', '/board/', '/board/api/queues', '/board/queue/fetch', '/board/static/favicon.ico'])(
    'asks for one at %s and for nothing where articles are read',
    async (path) => {
      const { url } = await serving({ password });
      const refused = await ask(url + path);
      expect(refused.status).toBe(401);
      expect(refused.headers['www-authenticate']).toContainEqual(expect.stringMatching(/^Basic realm/));
      expect((await ask(url + path, { headers: { authorization: basic(password) } })).status).not.toBe(401);
      expect((await ask(`${url}/api/articles`)).status).toBe(200);
    },
  );

  it('does not mistake a secret that is not set for an empty one', async () => {
    const { url } = await serving({ token });
    for (const authorization of [basic(''), basic('null'), 'Bearer null', 'Bearer']) {
      expect((await post(`${url}/api/requests`, body, { authorization })).status, authorization).toBe(401);
    }
  });

  it('still refuses a cross-site write that carries them, as a browser would send it', async () => {
    const { url } = await serving({ password });
    const headers = { ...form, authorization: basic(password), origin: 'https://evil.example' };
    expect((await ask(`${url}/requests`, { method: 'POST', headers, body: formBody })).status).toBe(403);
  });

  it('answers to the name that a proxy passes on', async () => {
    const { url } = await serving({ password });
    expect((await ask(url, { headers: { host: 'news.example' } })).status).toBe(200);
  });
});

describe('a server for other machines', () => {
  it.each(['0.0.0.0', '::', '192.168.1.5', 'news.example', '127.0.0.1.nip.io'])(
    'does not start on %s without a secret, and says which keys to set',
    async (host) => {
      const fault = await serving({ host }).catch((error: unknown) => error);
      expect(fault).toBeInstanceOf(UsageError);
      expect((fault as UsageError).message).toContain(host);
      expect((fault as UsageError).hint).toMatch(/COPYDESK_TOKEN.*COPYDESK_PASSWORD/);
    },
  );

  it('starts on every address with a password', async () => {
    const { url } = await serving({ host: '0.0.0.0', password });
    expect((await ask(`${url}/healthz`)).status).toBe(200);
  });
});
