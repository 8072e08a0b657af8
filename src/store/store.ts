import type { ArchiveIndex } from './archive-index.ts';
import type { ArticleStore } from './article-store.ts';
import type { Ledger } from './ledger.ts';

/** What outlives Redis: the ledger, the articles and the index of the archive, opened together. */
export type Store = { ledger: Ledger; articles: ArticleStore; archived: ArchiveIndex; close(): Promise<void> };
