import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { healthReport } from '../../src/health/report.ts';
import type { ServerDeps, SubmitAnswer } from '../../src/server/deps.ts';
import { startServer } from '../../src/server/server.ts';
import { readWebAddress } from '../../src/sources/web-address.ts';
import type { Ledger } from '../../src/store/ledger.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { Store } from '../../src/store/store.ts';
import { readStatus } from '../../src/workers/status.ts';
import { putArticle } from '../support/put-article.ts';
import { goldArticles } from './gold-articles.ts';

export const token = 'a-token-of-24-characters';
export const password = 'swordfish';

export type Serving = { url: string; store: Store };

/** A server on a free loopback port over a new SQLite store; both are gone when the test has finished. */
export async function serving(
  given: Partial<ServerDeps['config']> & Partial<Omit<ServerDeps, 'config'>> = {},
): Promise<Serving> {
  const { host = '127.0.0.1', port = 0, token = null, password = null, boardReadOnly = false, ...parts } = given;
  const folder = mkdtempSync(join(tmpdir(), 'copydesk-server-'));
  const store = openSqliteStore(folder);
  onTestFinished(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  const { url, close } = await startServer({
    config: { host, port, token, password, boardReadOnly },
    log: pino({ level: 'silent' }),
    ledger: store.ledger,
    articles: store.articles,
    quarantine: store.quarantine,
    health: (site) => healthReport(store, Date.now(), site),
    runAgain: (ids) => store.ledger.retry(ids),
    feeds: noFeeds,
    queues: [],
    submit: (urls) => submitTo(store.ledger, urls),
    status: () => readStatus(store, null),
    ready: async () => [{ name: 'store', ok: (await store.articles.count()) >= 0 }],
    ...parts,
  });
  onTestFinished(close);
  return { url, store };
}

/** For tests that have nothing to do with feeds. */
const noFeeds: ServerDeps['feeds'] = {
  list: async () => [],
  follow: async (address) => [{ ok: false, address, error: 'no feeds here' }],
  remove: async () => false,
  latest: async () => [],
  answerHub: async () => null,
  takePush: async () => 'no-such-feed',
};

/** Reads the addresses and accepts the good ones, with no queue behind. */
export async function submitTo(ledger: Ledger, urls: string[]): Promise<SubmitAnswer[]> {
  const answers: SubmitAnswer[] = [];
  for (const url of urls) {
    const read = readWebAddress(url, 'api');
    if ('error' in read) {
      answers.push({ url, ok: false, error: read.error });
      continue;
    }
    const [acceptance] = await ledger.accept([read.submission], { again: false });
    if (!acceptance) throw new Error('the ledger gave no answer');
    const { row, answer } = acceptance;
    answers.push({ url, ok: true, id: row.id, address: row.address, answer, state: row.state });
  }
  return answers;
}

/** Brings the five seed articles through the ledger into the store; gives their ids in the order of the files. */
export async function indexSeeds({ ledger, articles }: Store): Promise<string[]> {
  const ids: string[] = [];
  for (const article of goldArticles()) {
    const { id, address } = article;
    await ledger.accept([{ id, address, source: 'replay' }], { again: false });
    for (const stage of ['fetch', 'clean', 'extract', 'index'] as const) await ledger.advance(id, 1, stage, 1);
    await putArticle(articles, article);
    await ledger.end(id, 1, { state: 'indexed' });
    ids.push(id);
  }
  return ids;
}
