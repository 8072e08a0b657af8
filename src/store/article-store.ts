import type { Article } from '../pipeline/article.ts';

/** Filters of a search; days are ISO 8601 dates, both ends included. Articles without a date match no date filter. */
export type ArticleFilter = { publisher?: string; agency?: string; language?: string; since?: string; until?: string };

/** One row of a result list. `snippet` marks the hits with U+0002 and U+0003, so that each front end can show them. */
export type ArticleHit = {
  id: string;
  address: string;
  title: string | null;
  /** What a list shows: the title, or the beginning of the lead, marked by `titleFromLead`. */
  shownTitle: string;
  titleFromLead: boolean;
  publisher: string | null;
  publishedAt: string | null;
  language: string | null;
  wordCount: number;
  score: number;
  snippet: string;
};

export type SearchPage = { total: number; hits: ArticleHit[] };

/**
 * The article store: the index that people search. A promise that resolves means the change is on disk.
 * Every driver passes tests/store/article-store.contract.ts.
 */
export type ArticleStore = {
  /** Writes an article once per id; the same id again replaces it. */
  put(article: Article): Promise<void>;
  get(id: string): Promise<Article | null>;
  /** Ids that begin with these hex digits; at most 10. */
  idsLike(prefix: string): Promise<string[]>;
  /**
   * Best matches first; without a query, newest first. The query is words (all must occur), "phrases", OR, -not and
   * prefix*; anything else in it is taken as text, so that no query is an error.
   */
  search(query: string | null, filter: ArticleFilter, page: { limit: number; offset: number }): Promise<SearchPage>;
  count(): Promise<number>;
};
