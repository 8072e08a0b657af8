import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { configDir } from '../../src/config.ts';
import type { Article } from '../../src/pipeline/article.ts';
import { loadRuleBook } from '../../src/rulebook.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { indexStage } from '../../src/workers/index.ts';
import { article } from '../store/article-store.contract.ts';

const { vocabulary } = loadRuleBook(configDir);
const body = 'The council voted for the bridge on Monday.\n\nRead more about bridges.';
const first = article(1, { body });

/** The index stage over a real store, and a document that was handed in as these bytes. */
async function indexing() {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-index-'));
  const { ledger, articles, close } = openSqliteStore(dir);
  onTestFinished(async () => {
    await close();
    await rm(dir, { recursive: true });
  });
  const stage = indexStage(articles, ledger, vocabulary);
  return {
    articles,
    async index(text: string, made: Article) {
      const given = { mediaType: 'text/html' as const, bytes: Buffer.from(text) };
      await ledger.accept([{ id: made.id, address: made.address, source: 'test', given }], { again: true });
      const outcome = await stage.run(made);
      await ledger.end(made.id, made.run, { state: 'indexed' });
      return outcome;
    },
  };
}

it('rules that read the same bytes in another way make a version that is no change of the publisher', async () => {
  const { index, articles } = await indexing();
  await index('the page', first);
  await index('the page', { ...first, run: 2, body: 'The council voted for the bridge on Monday.' });
  await index('the page, put right', { ...first, run: 3, body: 'Correction: it voted on Tuesday.' });
  const kinds = (await articles.versions(first.id)).map(({ change }) => change?.kind ?? null);
  expect(kinds).toEqual(['correction', 'reworked', null]);
});

it('the same document done twice, as after a crash, is one version', async () => {
  const { index, articles } = await indexing();
  await index('the page', first);
  const changed = { ...first, run: 2, body: 'Another body.' };
  const signs = { title: true, date: false, byline: false, words: 12 };
  expect(await index('another page', changed)).toEqual({ indexed: { signs } });
  expect(await index('another page', changed)).toEqual({ indexed: { signs } });
  expect(await articles.versions(first.id)).toHaveLength(2);
});
