import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { articleChange } from '../../src/pipeline/relate/article-change.ts';
import type { Breach } from '../../src/store/audit.ts';
import type { Store } from '../../src/store/store.ts';
import { putArticle } from '../support/put-article.ts';
import { article } from './article-store.contract.ts';

/** A driver's way to an empty store, and away from it. */
export type StoreMaker = () => Promise<Store>;

const id = (n: number): string => n.toString(16).padStart(20, '0');

/** All that an audit finds. */
export async function breachesOf({ audit }: Pick<Store, 'audit'>): Promise<Breach[]> {
  const found: Breach[] = [];
  for await (const breach of audit()) found.push(breach);
  return found;
}

/** Documents of every ending and way: indexed, indexed as another, unchanged, rejected, quarantined, dropped, run again, in flight. */
export async function livelyStore(store: Store): Promise<void> {
  const { ledger, articles, archived, quarantine } = store;
  const numbers = [1, 2, 3, 4, 5, 6, 7];
  const submissions = numbers.map((n) => ({ id: id(n), address: `https://example.org/${n}`, source: 'test' }));
  await ledger.accept(submissions, { again: false });
  await ledger.accept(submissions.slice(0, 2), { again: false });
  await ledger.accept([{ id: id(8), address: 'x', source: 'test', rejected: { code: 'too-large', detail: '' } }], {
    again: false,
  });
  const reason = { code: 'x', detail: '' };
  await putArticle(articles, article(1, { id: id(1) }));
  await ledger.end(id(1), 1, { state: 'indexed' });
  await ledger.end(id(2), 1, { state: 'indexed', reason: { ...reason, code: 'same-document' }, sameAs: id(1) });
  await ledger.end(id(3), 1, { state: 'rejected', reason });
  await ledger.end(id(4), 1, { state: 'quarantined', reason });
  await ledger.end(id(5), 1, { state: 'quarantined', reason });
  await quarantine.drop([id(5)], { who: 'a test', why: null });
  await ledger.retry([id(1), id(3)]);
  await ledger.end(id(1), 2, { state: 'indexed', reason: { code: 'unchanged', detail: '' } });
  await putArticle(articles, article(3, { id: id(3), run: 2 }));
  await ledger.end(id(3), 2, { state: 'indexed' });
  await ledger.retry([id(1)]);
  const change = (before: Article, after: Article) => articleChange(before, after, { labels: [], sentences: [] });
  const publication = { digest: null, found: [], claimed: null, isSame: () => true, change };
  await articles.publish(article(1, { id: id(1), run: 3, body: 'Another body.' }), publication);
  await ledger.end(id(1), 3, { state: 'indexed' });
  await ledger.advance(id(6), 1, 'clean', 1);
  // In flight between its article and its ending.
  await putArticle(articles, article(7, { id: id(7) }));
  await archived.put({
    id: id(6),
    run: 1,
    file: 'a',
    offset: 0,
    length: 1,
    digest: 'd',
    fetchedAt: '2026-01-01T00:00:00.000Z',
  });
}

/** What every audit must do, whatever keeps the store. */
export function auditContract(name: string, make: StoreMaker): void {
  describe(`the audit of ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await make();
    });
    afterEach(() => store.close());

    it('finds nothing in an empty store, and nothing where all went well', async () => {
      expect(await breachesOf(store)).toEqual([]);
      await livelyStore(store);
      expect(await breachesOf(store)).toEqual([]);
      expect(await store.ledger.counts()).toEqual({
        total: 8,
        accepted: 2,
        indexed: 3,
        rejected: 2,
        quarantined: 1,
        inFlight: { fetch: 1, clean: 1, extract: 0, index: 0 },
      });
    });

    it('names an ending as indexed without an article', async () => {
      await livelyStore(store);
      await store.ledger.end(id(6), 1, { state: 'indexed' });
      expect(await breachesOf(store)).toMatchObject([{ what: 'article-missing', id: id(6) }]);
    });

    it('names an article whose run ended otherwise, and one that nobody accepted', async () => {
      await livelyStore(store);
      await store.ledger.end(id(7), 1, { state: 'rejected', reason: { code: 'x', detail: '' } });
      await putArticle(store.articles, article(9, { id: id(9) }));
      expect((await breachesOf(store)).map(({ what, id }) => [what, id])).toEqual([
        ['article-without-row', id(7)],
        ['article-without-row', id(9)],
      ]);
    });

    it('names a document that shares the article of one that has none', async () => {
      await livelyStore(store);
      const reason = { code: 'same-document', detail: '' };
      await store.ledger.end(id(6), 1, { state: 'indexed', reason, sameAs: id(4) });
      const found = await breachesOf(store);
      expect(found.map(({ what }) => what)).toEqual(['article-missing', 'same-as-nothing']);
      expect(found.every((one) => one.id === id(6))).toBe(true);
    });

    it('names an archived answer of a run that never was', async () => {
      await livelyStore(store);
      const answer = { file: 'a', offset: 0, length: 1, digest: 'd', fetchedAt: '2026-01-01T00:00:00.000Z' };
      await store.archived.put({ id: id(6), run: 2, ...answer });
      await store.archived.put({ id: id(99), run: 1, ...answer });
      expect((await breachesOf(store)).map(({ what, id }) => [what, id])).toEqual([
        ['belongs-to-nothing', id(6)],
        ['belongs-to-nothing', id(99)],
      ]);
    });
  });
}
