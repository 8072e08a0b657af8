import type { ArticleStore } from './article-store.ts';
import type { Ledger } from './ledger.ts';

/** What outlives Redis: the ledger and the articles, opened together. */
export type Store = { ledger: Ledger; articles: ArticleStore; close(): Promise<void> };
