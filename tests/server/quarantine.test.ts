import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { failDocument, failedPage } from '../support/failed-documents.ts';
import { ask, basic, post } from './ask.ts';
import { openTab } from './browser.ts';
import { password, serving } from './serving.ts';

/** Three timeouts of one site and one fault of clean; gives the ids. */
async function failSome(store: Store): Promise<{ timeouts: string[]; broken: string }> {
  const timeouts: string[] = [];
  for (const n of [1, 2, 3]) {
    const failure = { code: 'timeout', detail: `no answer within ${n} s`, stage: 'fetch' as const };
    timeouts.push(await failDocument(store, `https://www.example.com/${n}`, failure));
  }
  return {
    timeouts,
    broken: await failDocument(store, 'https://news.test/a', { code: 'TypeError', detail: '<b>boom</b>' }),
  };
}

describe('the quarantine of the API', () => {
  it('is told by cause and by document', async () => {
    const { url, store } = await serving();
    await failSome(store);
    const all = (await ask(`${url}/api/quarantine?limit=10`)).json();
    expect(all).toMatchObject({
      total: 4,
      groups: [
        { site: 'example.com', stage: 'fetch', code: 'timeout', cause: 'no answer within <n> s', cases: 3 },
        { site: 'news.test', cases: 1 },
      ],
    });
    const some = (await ask(`${url}/api/quarantine?site=news.test&since=2020-01-01`)).json();
    expect(some).toMatchObject({
      total: 1,
      cases: [{ address: 'https://news.test/a', reason: { code: 'TypeError' } }],
    });
    expect((await ask(`${url}/api/quarantine?since=2999-01-01`)).json()).toMatchObject({
      total: 0,
      groups: [],
      cases: [],
    });
    expect((await ask(`${url}/api/quarantine?stage=cleaning`)).status).toBe(400);
    expect((await ask(`${url}/api/quarantine?since=tomorrow`)).status).toBe(400);
  });

  it('gives a case whole, and its page as plain text to keep', async () => {
    const { url, store } = await serving();
    const { broken, timeouts } = await failSome(store);
    const one = (await ask(`${url}/api/quarantine/${broken.slice(0, 10)}`)).json();
    expect(one).toMatchObject({ id: broken, worker: 'desk:12', versions: { node: 'v26.0.0' }, attempts: 4 });
    const body = await ask(`${url}/api/quarantine/${broken}/body`);
    expect([body.text, body.headers['content-type'], body.headers['x-content-type-options']]).toEqual([
      failedPage,
      'text/plain; charset=utf-8',
      'nosniff',
    ]);
    expect((await ask(`${url}/api/quarantine/${timeouts[0]}/body`)).json()).toMatchObject({
      error: { code: 'no-body' },
    });
    expect((await ask(`${url}/api/quarantine/ffffffff`)).status).toBe(404);
  });

  it('runs again and drops what is named or filtered, and nothing else', async () => {
    const { url, store } = await serving();
    const { broken } = await failSome(store);
    for (const body of [{}, { ids: [broken], site: 'news.test' }, { ids: ['nonsense'] }, { all: true }]) {
      expect((await post(`${url}/api/quarantine/retry`, body)).status, JSON.stringify(body)).toBe(400);
    }
    expect(await store.quarantine.count({})).toBe(4);
    const retried = await post(`${url}/api/quarantine/retry`, { site: 'example.com' });
    expect([retried.status, (retried.json() as { documents: unknown[] }).documents.length]).toEqual([202, 3]);
    const dropped = await post(`${url}/api/quarantine/drop`, { ids: [broken], why: 'no news', who: 'ann' });
    expect(dropped.json()).toMatchObject({
      documents: [
        {
          id: broken,
          reason: { code: 'dropped', detail: 'dropped by ann: no news (quarantined for TypeError: <b>boom</b>)' },
        },
      ],
    });
    expect(await store.ledger.counts()).toMatchObject({ total: 4, accepted: 3, rejected: 1, quarantined: 0 });
    expect((await ask(`${url}/api/quarantine/${broken}`)).json()).toMatchObject({ error: { code: 'no-case' } });
  });

  it('asks for the password to read and to write', async () => {
    const { url, store } = await serving({ password });
    const { broken } = await failSome(store);
    for (const path of ['/api/quarantine', `/api/quarantine/${broken}/body`, '/quarantine', `/quarantine/${broken}`])
      expect((await ask(`${url}${path}`)).status, path).toBe(401);
    expect((await post(`${url}/api/quarantine/drop`, { ids: [broken] })).status).toBe(401);
    const headers = { authorization: basic(password) };
    expect((await ask(`${url}/quarantine`, { headers })).status).toBe(200);
    expect(await store.quarantine.count({})).toBe(4);
  });

  it('takes no form from another site', async () => {
    const { url, store } = await serving();
    const { broken } = await failSome(store);
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: 'https://evil.example' };
    const answer = await ask(`${url}/quarantine/drop`, { method: 'POST', headers, body: `ids=${broken}` });
    expect([answer.status, await store.quarantine.count({})]).toEqual([403, 4]);
  });
});

describe('the page of the quarantine in Chromium', () => {
  it('leads from the causes to a case, runs a group again, and drops a case', async () => {
    const { url, store } = await serving();
    const { broken, timeouts } = await failSome(store);
    const { page, complaints } = await openTab();
    await page.goto(url);
    await page.getByRole('link', { name: 'Quarantine', exact: true }).click();
    expect(await page.locator('.groups h3').allTextContents()).toEqual([
      '3 × timeout from example.com',
      '1 × TypeError from news.test',
    ]);

    await page.getByRole('button', { name: 'Run all 3 again' }).click();
    expect(await page.locator('h1').textContent()).toBe('3 documents run again');
    expect((await store.ledger.get(timeouts[0] ?? ''))?.run).toBe(2);

    await page.getByRole('link', { name: 'To the quarantine' }).click();
    await page.locator(`.documents a[href="/quarantine/${broken}"]`).click();
    expect(await page.locator('h1').textContent()).toBe('TypeError at clean');
    expect(await page.locator('.reason p').textContent()).toBe('<b>boom</b>');
    expect(await page.locator('.stack').textContent()).toContain('clean.ts:12:3');
    await page.getByText('Drop it…').click();
    await page.getByLabel('Why').fill('no news');
    await page.getByRole('button', { name: 'Drop it' }).click();
    expect(await page.locator('h1').textContent()).toBe('1 document dropped');
    expect((await store.ledger.get(broken))?.reason?.detail).toMatch(/^dropped by the web page: no news/);

    await page.goto(`${url}/quarantine/${broken}`);
    expect(page.url()).toBe(`${url}/documents/${broken}`);
    await page.goto(`${url}/quarantine`);
    expect(await page.locator('main').textContent()).toContain('No case.');
    expect(complaints).toEqual([]);
  });
});
