import type { Article } from '../pipeline/article.ts';
import type { ArticleChange } from '../pipeline/relate/article-change.ts';

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

/** One version of an article, counted from 1. `change` is what parts it from the one before; null for the first. */
export type ArticleVersion = {
  version: number;
  run: number;
  fetchedAt: string;
  title: string | null;
  wordCount: number;
  change: ArticleChange | null;
};

/**
 * How an article is published. `digest` is that of the bytes it was made from, null when they are not known. `found` are the
 * document keys of the addresses that it was found at, `claimed` the one that it gives as its own. `isSame` says whether an
 * article that has one of them already is this one; `change` tells it from its last version, null when no reader would see a
 * difference, and whether both were made from the same bytes. The two functions are called inside the store's transaction
 * and must be pure.
 */
export type Publication = {
  digest: string | null;
  found: readonly string[];
  claimed: string | null;
  isSame(held: Article, key: string): boolean;
  change(before: Article, after: Article, sameBytes: boolean): ArticleChange | null;
};

/** What became of a publication: written, as which version, or not, because another id has this article already. */
export type Published = { version: number; change: ArticleChange | null } | { sameAs: string };

/**
 * The article store: the index that people search. A promise that resolves means the change is on disk.
 * Every driver passes tests/store/article-store.contract.ts.
 */
export type ArticleStore = {
  /**
   * Writes an article that came through the line, and lets its keys lead to it. When one of them leads to the same article
   * of another document, nothing is written but that its other keys lead there too; when it leads to another article, it goes to the one that was found there and
   * stays with it, whoever else claims it. An id that has an article keeps it: what changed makes a new
   * version, and the old one is kept. All in one step: of two that publish one article at once, one is told of the other.
   */
  publish(article: Article, publication: Publication): Promise<Published>;
  /** All versions of an article, newest first; none for an unknown id. */
  versions(id: string): Promise<ArticleVersion[]>;
  /** One version, whole. */
  version(id: string, version: number): Promise<Article | null>;
  get(id: string): Promise<Article | null>;
  /** The run that an article was last written by; null when there is none. */
  runOf(id: string): Promise<number | null>;
  /** Ids that begin with these hex digits; at most 10. */
  idsLike(prefix: string): Promise<string[]>;
  /**
   * Best matches first; without a query, newest first. The query is words (all must occur), "phrases", OR, -not and
   * prefix*; anything else in it is taken as text, so that no query is an error.
   */
  search(query: string | null, filter: ArticleFilter, page: { limit: number; offset: number }): Promise<SearchPage>;
  count(): Promise<number>;
};
