import type { ArticleStore } from './article-store.ts';
import type { FeedStore } from './feed-store.ts';
import type { Ledger } from './ledger.ts';

/** What outlives Redis: the ledger, the articles and the feed list, opened together. */
export type Store = { ledger: Ledger; articles: ArticleStore; feeds: FeedStore; close(): Promise<void> };
