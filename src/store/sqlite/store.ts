import { join } from 'node:path';
import type { Store } from '../store.ts';
import { sqliteArticleStore } from './article-store.ts';
import { openDatabase } from './database.ts';
import { sqliteFeedStore } from './feed-store.ts';
import { sqliteLedger } from './ledger.ts';

/**
 * The embedded store: ledger and articles in one SQLite file, `dataDir`/copydesk.db.
 * @throws UsageError when it cannot be opened for writing.
 */
export function openSqliteStore(dataDir: string): Store {
  const database = openDatabase(join(dataDir, 'copydesk.db'));
  return {
    ledger: sqliteLedger(database),
    articles: sqliteArticleStore(database),
    feeds: sqliteFeedStore(database),
    close: () => database.close(),
  };
}
