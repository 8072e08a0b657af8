import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { zstdCompressSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { articleChange } from '../../src/pipeline/relate/article-change.ts';
import { hintDeclarations } from '../../src/pipeline/request-hints.ts';
import { requestOf } from '../../src/store/ledger.ts';
import { schema } from '../../src/store/sqlite/schema.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { readStoredArticle } from '../../src/store/stored-article.ts';
import { putArticle } from '../support/put-article.ts';
import { archiveIndexContract } from './archive-index.contract.ts';
import { article, articleStoreContract } from './article-store.contract.ts';
import { completenessContract } from './completeness.contract.ts';
import { feedStoreContract } from './feed-store.contract.ts';
import { ledgerContract } from './ledger.contract.ts';
import { quarantineContract } from './quarantine.contract.ts';

async function make() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-store-'));
  const store = openSqliteStore(dir);
  return {
    ...store,
    dir,
    async close() {
      await store.close();
      await rm(dir, { recursive: true });
    },
  };
}

ledgerContract('SQLite', make);
articleStoreContract('SQLite', make);
feedStoreContract('SQLite', make);
archiveIndexContract('SQLite', make);
quarantineContract('SQLite', make);
completenessContract('SQLite', make);

it('waits for another process that holds the file, without holding up the event loop', async () => {
  const { dir, articles, close } = await make();
  const other = new DatabaseSync(join(dir, 'copydesk.db'));
  other.exec('BEGIN IMMEDIATE');
  const put = putArticle(articles, article(1));
  const ticks: number[] = [];
  for (let i = 0; i < 10; i++) {
    const began = performance.now();
    await new Promise((resolve) => setTimeout(resolve, 20));
    ticks.push(performance.now() - began);
  }
  expect(await articles.count()).toBe(0);
  other.exec('COMMIT');
  other.close();
  await put;
  expect(await articles.count()).toBe(1);
  // Were the wait SQLite's own, nearly every turn would take it.
  expect(ticks.sort((a, b) => a - b)[5]).toBeLessThan(1_000);
  await close();
});

it('lets one of two processes that publish one article have it', async () => {
  const { dir, articles, close } = await make();
  const other = openSqliteStore(dir);
  const publication = {
    digest: null,
    found: ['https://example.org/a'],
    claimed: null,
    isSame: () => true,
    change: () => null,
  };
  const answers = await Promise.all(
    Array.from({ length: 40 }, (_, n) =>
      (n % 2 === 0 ? articles : other.articles).publish(article(n + 1), publication),
    ),
  );
  expect(answers.filter((answer) => 'version' in answer)).toHaveLength(1);
  expect(await other.articles.count()).toBe(1);
  await other.close();
  await close();
});

it('keeps the other writes of a batch when one of them fails', async () => {
  const { articles, close } = await make();
  const broken = { ...article(2), address: null as unknown as string };
  const answers = await Promise.allSettled([
    putArticle(articles, article(1)),
    putArticle(articles, broken),
    putArticle(articles, article(3)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await articles.count()).toBe(2);
  await close();
});

it('brings the file of an earlier version to today’s schema, and its articles become first versions', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-store-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  const old = new DatabaseSync(join(dir, 'copydesk.db'));
  old.exec(`${schema[0]}; PRAGMA user_version = 1;`);
  const one = article(1);
  old
    .prepare(
      `INSERT INTO ledger (id, address, source, run, state, stage, attempts, times, past)
       VALUES (?, ?, 'test', 1, 'indexed', 'index', 1, '{}', '[]')`,
    )
    .run(one.id, one.address);
  old
    .prepare(
      `INSERT INTO articles (id, address, shown_title, word_count, lead, document) VALUES (?, ?, 'Title 1', 3, '', ?)`,
    )
    .run(one.id, one.address, zstdCompressSync(JSON.stringify(one)));
  old.close();

  const { ledger, articles, close } = openSqliteStore(dir);
  onTestFinished(close);
  expect(await ledger.get(one.id)).toMatchObject({ sameAs: null, fetched: null });
  const changed = article(1, { run: 2, body: 'Another body.' });
  const change = (before: Article, after: Article) => articleChange(before, after, { labels: [], sentences: [] });
  await articles.publish(changed, { digest: null, found: [], claimed: null, isSame: () => true, change });
  expect((await articles.versions(one.id)).map(({ version }) => version)).toEqual([2, 1]);
  expect(await articles.version(one.id, 1)).toEqual(one);
});

it('reads an article that was stored before the newest fields', () => {
  const { dek: _, images: __, ...early } = article(1);
  expect(readStoredArticle(JSON.stringify(early))).toEqual(article(1));
});

it('keeps what a feed said of a document with its request', async () => {
  const { ledger, close } = await make();
  const hints = { from: 'https://example.org/feed', title: 'Rain', publishedAt: '2026-03-01' };
  const id = '0'.repeat(20);
  await ledger.accept([{ id, address: 'https://example.org/1', source: 'feed:1', hints }], { again: false });
  const row = await ledger.get(id);
  expect(row && requestOf(row)).toEqual({ id, run: 1, address: 'https://example.org/1', source: 'feed:1', hints });
  expect(hintDeclarations(hints).map(({ field, value, source }) => [field, value, source])).toEqual([
    ['title', 'Rain', 'feed hint:https://example.org/feed'],
    ['publishedAt', '2026-03-01', 'feed hint:https://example.org/feed'],
  ]);
  await close();
});
