import type { ArchiveIndex } from './archive-index.ts';
import type { ArticleStore } from './article-store.ts';
import type { Audit } from './audit.ts';
import type { Completeness } from './completeness.ts';
import type { FeedStore } from './feed-store.ts';
import type { Ledger } from './ledger.ts';
import type { Quarantine } from './quarantine.ts';

/** What outlives Redis: the ledger, the quarantine, the articles, the feed list and the index of the archive, opened together. */
export type Store = {
  ledger: Ledger;
  quarantine: Quarantine;
  articles: ArticleStore;
  feeds: FeedStore;
  completeness: Completeness;
  archived: ArchiveIndex;
  audit: Audit;
  close(): Promise<void>;
};
