import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Article, articleSchema } from '../../src/pipeline/article.ts';
import { putArticle } from '../support/put-article.ts';
import { ask } from './ask.ts';
import { openTab } from './browser.ts';
import { goldArticles } from './gold-articles.ts';
import { indexSeeds, serving } from './serving.ts';

const tag = '<script>alert(1)</script><img src=x onerror=alert(1)>';
const attribute = '"onmouseover="alert(1)';

/** An article that tries to break out of every place where the page shows it. */
function hostile(): Article {
  const evil = `${tag}${attribute}`;
  return articleSchema.parse({
    ...goldArticles()[3],
    id: 'badbadbadbadbadbad00',
    address: 'javascript:alert(1)//',
    url: 'javascript:alert(1)//',
    title: evil,
    publisher: evil,
    agency: evil,
    language: attribute,
    bylines: [evil],
    lead: evil,
    body: `${evil} weapons`,
    bodyBlocks: [1],
    captions: [{ text: evil, credit: evil }],
    removals: [{ block: 2, whole: true, text: evil, rule: evil, reason: evil }],
    evidence: {
      [evil]: {
        source: evil,
        candidates: [
          { value: evil, source: evil, lost: evil },
          { value: evil, source: evil, block: 0 },
        ],
      },
    },
    notes: [{ code: evil, detail: evil }],
  });
}

describe('the first page', () => {
  it('counts the ledger by ending, adds it up and lists the latest articles', async () => {
    const { url, store } = await serving();
    await indexSeeds(store);
    const { text, headers } = await ask(url);
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).toContain('✓ 5 accepted = 5 indexed + 0 in flight + 0 rejected + 0 quarantined');
    expect(text.match(/<li><h3/g)).toHaveLength(5);
    expect(text).toContain('no title</span>');
  });

  it('shows what was searched for, marked, and keeps the query in the form and in the pages', async () => {
    const { url, store } = await serving();
    await indexSeeds(store);
    const { text } = await ask(`${url}/?q=weapons&limit=2&publisher=`);
    expect(text).toMatch(/<mark>weapons<\/mark>/i);
    expect(text).toContain('value="weapons"');
    expect(text).toContain('href="/?q=weapons&amp;limit=2&amp;offset=2"');
  });

  it.each([
    ['/', 'The store is empty'],
    ['/?q=nothinglikeit', 'Nothing matches'],
    ['/documents', 'None.'],
    ['/documents?find=abcdef', 'No such document'],
  ])('%s of an empty store says so', async (path, words) => {
    const { url } = await serving();
    expect((await ask(url + path)).text).toContain(words);
  });
});

describe('a hostile article', () => {
  it.each([
    '/',
    '/?q=weapons',
    '/documents?state=quarantined',
    '/documents/badbadbadbadbadbad00',
    '/quarantine',
    '/quarantine/badbadbadbadbadbad00',
    `/?q=${encodeURIComponent(tag + attribute)}`,
    `/documents?find=${encodeURIComponent(tag + attribute)}`,
  ])('stays text on %s', async (path) => {
    const { url, store } = await serving();
    const article = hostile();
    const { id, address } = article;
    await store.ledger.accept([{ id, address, source: tag }], { again: false });
    await store.ledger.end(id, 1, { state: 'quarantined', reason: { code: tag, detail: attribute } });
    await putArticle(store.articles, article);
    const { text } = await ask(url + path);
    expect(text).toContain('&lt;script&gt;');
    expect(text).not.toMatch(/<script|<img src=x|"onmouseover|href="javascript/i);
  });

  it('runs nothing in a browser', async () => {
    const { url, store } = await serving();
    const article = hostile();
    await store.ledger.accept([{ id: article.id, address: article.address, source: 'api' }], { again: false });
    await putArticle(store.articles, article);
    const { page, complaints } = await openTab();
    let alerts = 0;
    page.on('dialog', (dialog) => {
      alerts += 1;
      return dialog.dismiss();
    });
    await page.goto(`${url}/documents/${article.id}`);
    await page.mouse.move(300, 300);
    expect(await page.locator('h1').textContent()).toContain(tag);
    expect([alerts, complaints]).toEqual([0, []]);
  });
});

describe('the page of a document', () => {
  it('tells its way, its fields with the candidates that lost, and each removal with rule and reason', async () => {
    const { url, store } = await serving();
    const ids = await indexSeeds(store);
    const article = goldArticles()[3];
    const { text } = await ask(`${url}/documents/${ids[3]}`);
    expect(text).toContain('the stamp is months after the days that the text itself names');
    for (const { rule } of article?.removals ?? []) expect(text).toContain(`by <code>${rule}</code>`);
    for (const stage of ['accepted', 'fetch', 'clean', 'extract', 'index', 'indexed']) {
      expect(text).toContain(`<span class="step">${stage}</span>`);
    }
  });

  it('shows the removals in the place where they stood, and hides them without a script', async () => {
    const { url, store } = await serving();
    const ids = await indexSeeds(store);
    const { page, complaints } = await openTab({ javaScriptEnabled: false });
    await page.goto(`${url}/documents/${ids[3]}`);
    const before = page.locator('.removed', { hasText: 'Yoon warns against' }).locator('xpath=preceding-sibling::p[1]');
    expect(await before.textContent()).toContain('The remark by Kirby comes one day after');
    expect(await page.locator('.removed').first().isVisible()).toBe(true);
    await page.getByLabel('Body only').check();
    expect(await page.locator('.removed').first().isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  it('shows each removal once: a part beside its paragraph, and one without a place at the end', async () => {
    const { url, store } = await serving();
    const article = goldArticles()[0];
    if (!article) throw new Error('the gold is empty');
    const reason = { rule: 'some-rule', reason: 'for a test' };
    const removals = [
      { block: 14, whole: false, text: 'a part of the first paragraph', ...reason },
      { block: 9999, whole: false, text: 'a part of nothing shown', ...reason },
      { block: 1, whole: true, text: 'a second one of the same block', ...reason },
    ];
    await store.ledger.accept([{ id: article.id, address: article.address, source: 'api' }], { again: false });
    await putArticle(store.articles, { ...article, removals: [...article.removals, ...removals] });
    const { text } = await ask(`${url}/documents/${article.id}`);
    for (const removal of [...article.removals, ...removals]) {
      expect(text.split(`<del>${removal.text}</del>`), removal.text).toHaveLength(2);
    }
    expect(text).toMatch(
      /saying it will pay a price if it decides to do so\.<\/p><div class="removed"><del>a part of the first/,
    );
  });

  it('says why a quarantined one ended, where, and how to run it again', async () => {
    const { url, store } = await serving();
    const id = 'abcd0000000000000001';
    await store.ledger.accept([{ id, address: 'https://example.org/a', source: 'api' }], { again: false });
    await store.ledger.advance(id, 1, 'clean', 4);
    await store.ledger.end(id, 1, { state: 'quarantined', reason: { code: 'RangeError', detail: 'too deep' } });
    const { text } = await ask(`${url}/documents/${id}`);
    expect(text).toContain('quarantined at clean: RangeError');
    expect(text).toContain(`<a href="/quarantine/${id}">The case</a>`);
    expect(text).toContain('attempt 4');
  });

  it('is found by the beginning of an id and by an address', async () => {
    const { url, store } = await serving();
    const [id = ''] = await indexSeeds(store);
    const { address = '' } = goldArticles()[0] ?? {};
    for (const path of [`/documents/${id.slice(0, 8)}`, `/documents?find=${encodeURIComponent(address)}`]) {
      expect((await ask(url + path)).headers.location).toBe(`/documents/${id}`);
    }
  });

  it('is an error page for people when there is none', async () => {
    const { url } = await serving();
    const { status, headers, text } = await ask(`${url}/documents/abcdef`);
    expect([status, headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
    expect(text).toContain('no document has an id that begins with abcdef');
  });
});

describe('the form', () => {
  it('takes addresses from a browser without scripts, answers each, and gives back what was refused', async () => {
    const { url, store } = await serving();
    const { page } = await openTab({ javaScriptEnabled: false });
    await page.goto(url);
    await page.getByLabel('Web addresses').fill('https://example.org/a\n\njavascript:alert(1)\nhttps://example.org/b');
    await page.getByRole('button', { name: 'Enqueue' }).click();
    expect(await page.locator('h1').textContent()).toBe('2 of 3 taken');
    expect(await page.getByLabel('Web addresses').inputValue()).toBe('javascript:alert(1)');
    await page.getByRole('link', { name: 'https://example.org/a' }).click();
    expect(await page.locator('.state').first().textContent()).toBe('in flight');
    expect((await store.ledger.counts()).total).toBe(2);
  });

  it('asks a browser for the password', async () => {
    const { url, store } = await serving({ password: 'swordfish' });
    const { page } = await openTab({ httpCredentials: { username: 'copydesk', password: 'swordfish' } });
    await page.goto(url);
    await page.getByLabel('Web addresses').fill('https://example.org/a');
    await page.getByRole('button', { name: 'Enqueue' }).click();
    expect(await page.locator('h1').textContent()).toBe('1 of 1 taken');
    expect((await store.ledger.counts()).total).toBe(1);
  });

  it('takes nothing from a page of another site that the browser visits', async () => {
    const { url, store } = await serving();
    const forged = `<form action="${url}/requests" method="post"><input name="urls" value="https://example.org/forged"></form>
      <script>document.forms[0].submit()</script>`;
    const other = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(forged));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void other.close());
    const { page } = await openTab();
    const answered = page.waitForResponse((response) => response.url() === `${url}/requests`);
    await page.goto(`http://localhost:${(other.address() as AddressInfo).port}/`);
    expect((await answered).status()).toBe(403);
    expect((await store.ledger.counts()).total).toBe(0);
  });

  it('refuses an empty list and one that is too long', async () => {
    const { url } = await serving();
    const send = (urls: string) =>
      ask(`${url}/requests`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url },
        body: new URLSearchParams({ urls }).toString(),
      });
    expect((await send(' \n ')).status).toBe(400);
    const long = await send('https://example.org/a\n'.repeat(1001));
    expect([long.status, long.text]).toEqual([413, expect.stringContaining('1001 addresses')]);
  });
});

describe('every page', () => {
  it.each(['/', '/documents', '/documents/abcdef', '/nothing'])(
    '%s loads and runs nothing from elsewhere',
    async (path) => {
      const { url } = await serving();
      const { headers } = await ask(url + path, { headers: { accept: 'text/html' } });
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';style-src 'self';img-src 'self';base-uri 'none';form-action 'self';frame-ancestors 'none'",
      );
      expect(headers).toMatchObject({
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
      });
    },
  );

  it('fits a telephone, in the light and in the dark, and breaks no rule of its own policy', async () => {
    const { url, store } = await serving();
    const ids = await indexSeeds(store);
    const backgrounds = new Set<string>();
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, complaints } = await openTab({ viewport: { width: 400, height: 800 }, colorScheme });
      for (const path of ['/', '/documents', `/documents/${ids[3]}`]) {
        await page.goto(url + path);
        const { width, background } = await page.locator('html').evaluate((root) => ({
          width: root.scrollWidth,
          background: root.ownerDocument.defaultView?.getComputedStyle(root).backgroundColor ?? '',
        }));
        expect(width, path).toBeLessThanOrEqual(400);
        backgrounds.add(background);
      }
      expect(complaints).toEqual([]);
    }
    expect(backgrounds.size).toBe(2);
  });
});
