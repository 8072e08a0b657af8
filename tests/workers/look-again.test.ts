import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configDir } from '../../src/config.ts';
import type { Article } from '../../src/pipeline/article.ts';
import { loadRuleBook } from '../../src/rulebook.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { lookAgain } from '../../src/workers/look-again.ts';
import { article } from '../store/article-store.contract.ts';
import { putArticle } from '../support/put-article.ts';

const { corrections } = loadRuleBook(configDir).vocabulary;
const owner = article(1, { body: 'The council voted for the bridge on Monday.' });
const looked = Date.parse('2026-03-02T10:00:00Z');
const minute = 60_000;

type Case = {
  /** When the twin was fetched, in minutes after the article; null when it came from an archive. */
  after: number | null;
  body?: string;
  ending?: 'rejected';
  known?: boolean;
};

/** Whether the article of `owner` is looked at again when a twin comes, and its run then. */
async function looksAgain({ after, body = 'It voted on Tuesday.', ending, known = false }: Case) {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-look-'));
  const { ledger, articles, close } = openSqliteStore(dir);
  onTestFinished(async () => {
    await close();
    await rm(dir, { recursive: true });
  });
  const twin: Article = article(2, { body, title: owner.title, run: known ? 2 : 1 });
  const fetched = async ({ id, run }: Article, at: number | null): Promise<void> => {
    if (at === null) return;
    const record = { run, digest: `${id}${run}`, etag: null, lastModified: null };
    await ledger.noteFetched(id, run, { ...record, checkedAt: new Date(at).toISOString() });
  };
  await ledger.accept(
    [owner, twin].map(({ id, address }) => ({ id, address, source: 'test' })),
    { again: false },
  );
  await fetched(owner, looked);
  await putArticle(articles, owner);
  const reason = { code: 'http-404', detail: 'gone' };
  await ledger.end(owner.id, 1, ending === undefined ? { state: 'indexed' } : { state: ending, reason });
  if (known) {
    const shared = { code: 'same-document', detail: `it is the same document as ${owner.id}` };
    await ledger.end(twin.id, 1, { state: 'indexed', reason: shared, sameAs: owner.id });
    await ledger.retry([twin.id]);
  }
  await fetched(twin, after === null ? null : looked + after * minute);
  const again = await lookAgain(twin, owner.id, { articles, ledger }, corrections);
  const twice = await lookAgain(twin, owner.id, { articles, ledger }, corrections);
  expect(twice).toBe(false);
  expect((await ledger.get(owner.id))?.run).toBe(again ? 2 : 1);
  return again;
}

it.each<[string, boolean, Case]>([
  ['is seen for the first time beside the article', false, { after: 5 }],
  ['is seen for the first time, long after the article', true, { after: 60 }],
  ['is known, and was fetched after the article', true, { after: 1, known: true }],
  ['is known, and was fetched before the article', false, { after: -1, known: true }],
  ['has the text of the article', false, { after: 60, body: owner.body }],
  ['differs in its dress', false, { after: 60, body: 'The council voted for the bridge – on Monday!' }],
  ['comes from an archive', false, { after: null }],
  ['shares an article whose page is gone', false, { after: 60, ending: 'rejected' }],
])('of a page that %s: the article is looked at again: %s', async (_, expected, one) => {
  expect(await looksAgain(one)).toBe(expected);
});
