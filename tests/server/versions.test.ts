import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { articleChange } from '../../src/pipeline/relate/article-change.ts';
import { article } from '../store/article-store.contract.ts';
import { type Serving, serving } from './serving.ts';

const one = article(1, { id: 'aaaa0000000000000001', body: 'The harbour opens on Monday, the mayor said.' });
const twin = { id: 'bbbb0000000000000002', address: 'https://m.example.org/1', source: 'test' };

async function withVersions(): Promise<Serving> {
  const server = await serving();
  const { ledger, articles } = server.store;
  const change = (before: Article, after: Article) => articleChange(before, after, { labels: [], sentences: [] });
  const publication = { digest: null, found: [], claimed: null, isSame: () => true, change };
  await ledger.accept([{ id: one.id, address: one.address, source: 'test' }, twin], { again: false });
  await ledger.noteFetched(one.id, 1, {
    run: 1,
    etag: '"a"',
    lastModified: null,
    digest: 'd',
    checkedAt: '2024-01-03T00:00:00.000Z',
  });
  await articles.publish(one, publication);
  await ledger.end(one.id, 1, { state: 'indexed' });
  await ledger.retry([one.id]);
  await articles.publish({ ...one, run: 2, body: 'The <b> harbour opens on Tuesday, the mayor said.' }, publication);
  await ledger.end(one.id, 2, { state: 'indexed' });
  const reason = { code: 'same-document', detail: `it is the same document as ${one.id}` };
  await ledger.end(twin.id, 1, { state: 'indexed', reason, sameAs: one.id });
  return server;
}

const ask = async (server: Serving, path: string) => {
  const response = await fetch(server.url + path);
  const text = await response.text();
  return { status: response.status, text, json: () => JSON.parse(text) };
};

describe('the API', () => {
  it('lists the versions of a document, newest first, with what changed', async () => {
    const server = await withVersions();
    const { status, json } = await ask(server, '/api/documents/aaaa/versions');
    expect(status).toBe(200);
    expect(json()).toMatchObject({
      id: one.id,
      checkedAt: '2024-01-03T00:00:00.000Z',
      versions: [
        { version: 2, change: { kind: 'substantive', paragraphs: [{ edit: 'rewritten', was: 0, is: 0 }] } },
        { version: 1, change: null },
      ],
    });
  });

  it('gives one version whole', async () => {
    const server = await withVersions();
    expect((await ask(server, `/api/documents/${one.id}/versions/1`)).json()).toEqual(one);
    const missing = await ask(server, `/api/documents/${one.id}/versions/7`);
    expect([missing.status, missing.json().error.code]).toEqual([404, 'no-version']);
    expect((await ask(server, `/api/documents/${one.id}/versions/x`)).status).toBe(400);
    expect((await ask(server, '/api/documents/cccc/versions')).status).toBe(404);
  });

  it('gives the article that a document shares, and says in its row whose it is', async () => {
    const server = await withVersions();
    expect((await ask(server, `/api/articles/${twin.id}`)).json()).toMatchObject({ id: one.id });
    expect((await ask(server, `/api/documents/${twin.id}`)).json()).toMatchObject({ sameAs: one.id, fetched: null });
    expect((await ask(server, `/api/documents/${twin.id}/versions`)).json()).toMatchObject({
      id: one.id,
      checkedAt: null,
    });
  });
});

describe('the page of a document', () => {
  it('lists its versions and what changed, as text', async () => {
    const server = await withVersions();
    const { text } = await ask(server, `/documents/${one.id}`);
    expect(text).toContain('<h2 id="versions">Versions</h2>');
    expect(text).toContain('<del dir="auto">The harbour opens on Monday, the mayor said.</del>');
    expect(text).toContain('<ins dir="auto">The &lt;b&gt; harbour opens on Tuesday, the mayor said.</ins>');
  });

  it('shows the article that it shares with another, and leads there', async () => {
    const server = await withVersions();
    const { text } = await ask(server, `/documents/${twin.id}`);
    expect(text).toContain(`<a href="/documents/${one.id}">${one.id}</a>`);
    expect(text).toContain('harbour opens on Tuesday');
  });
});
