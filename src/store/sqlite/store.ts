import { join } from 'node:path';
import type { Store } from '../store.ts';
import { sqliteArchiveIndex } from './archive-index.ts';
import { sqliteArticleStore } from './article-store.ts';
import { sqliteAudit } from './audit.ts';
import { sqliteCompleteness } from './completeness.ts';
import { openDatabase } from './database.ts';
import { sqliteFeedStore } from './feed-store.ts';
import { sqliteLedger } from './ledger.ts';
import { sqliteQuarantine } from './quarantine.ts';

/**
 * The embedded store: ledger, articles and the archive's index in one SQLite file, `dataDir`/copydesk.db.
 * @throws UsageError when it cannot be opened for writing.
 */
export function openSqliteStore(dataDir: string): Store {
  const path = join(dataDir, 'copydesk.db');
  const database = openDatabase(path);
  return {
    ledger: sqliteLedger(database),
    quarantine: sqliteQuarantine(database),
    articles: sqliteArticleStore(database),
    feeds: sqliteFeedStore(database),
    completeness: sqliteCompleteness(database),
    archived: sqliteArchiveIndex(database),
    audit: sqliteAudit(path),
    close: () => database.close(),
  };
}
