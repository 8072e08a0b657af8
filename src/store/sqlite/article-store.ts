import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import type { Article } from '../../pipeline/article.ts';
import { beginningOf, shownTitle } from '../../pipeline/shown-title.ts';
import type { ArticleFilter, ArticleHit, ArticleStore } from '../article-store.ts';
import { readStoredArticle } from '../stored-article.ts';
import type { Database } from './database.ts';
import { indexText, parseQuery, shownText } from './search-text.ts';
import { versionedArticles } from './versioned-articles.ts';

/** How much a hit in each column counts for bm25: title, body, captions. */
const weights = '10.0, 1.0, 2.0';
const snippetWords = 28;

type HitRow = {
  id: string;
  address: string;
  title: string | null;
  shown_title: string;
  publisher: string | null;
  published_at: string | null;
  language: string | null;
  word_count: number;
  score: number;
  snippet: string;
};

/** The article store in the SQLite file, with FTS5 for the text. */
export function sqliteArticleStore({ db, write }: Database): ArticleStore {
  const upsert = db.prepare(
    `INSERT INTO articles
       (id, run, address, title, shown_title, publisher, agency, language, published_at, word_count, lead, document)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET run = excluded.run, address = excluded.address, title = excluded.title,
       shown_title = excluded.shown_title, publisher = excluded.publisher, agency = excluded.agency,
       language = excluded.language, published_at = excluded.published_at, word_count = excluded.word_count,
       lead = excluded.lead, document = excluded.document
     RETURNING seq`,
  );
  const indexed = db.prepare('INSERT OR REPLACE INTO articles_text (rowid, title, body, captions) VALUES (?, ?, ?, ?)');
  const byId = db.prepare('SELECT document FROM articles WHERE id = ?');
  const byPrefix = db.prepare('SELECT id FROM articles WHERE id >= ? AND id < ? ORDER BY id LIMIT 10');
  const runOf = db.prepare('SELECT run FROM articles WHERE id = ?');
  const all = db.prepare('SELECT count(*) AS n FROM articles');

  function put(article: Article): void {
    const captions = article.captions.map(({ text, credit }) => `${text} ${credit ?? ''}`).join('\n');
    const { seq } = upsert.get(
      article.id,
      article.run,
      article.address,
      article.title,
      shownTitle(article),
      article.publisher,
      article.agency,
      article.language,
      article.publishedAt,
      article.wordCount,
      beginningOf(article.lead ?? '', 300),
      zstdCompressSync(JSON.stringify(article)),
    ) as { seq: number };
    indexed.run(seq, indexText(article.title ?? ''), indexText(article.body), indexText(captions));
  }

  function get(id: string): Article | null {
    const row = byId.get(id) as { document: Uint8Array } | undefined;
    return row ? readStoredArticle(zstdDecompressSync(row.document).toString()) : null;
  }

  return {
    ...versionedArticles(db, write, { put, get }),
    async get(id) {
      return get(id);
    },
    async runOf(id) {
      // What was stored by an earlier version has its run in the document alone.
      const row = runOf.get(id) as { run: number | null } | undefined;
      return row ? (row.run ?? get(id)?.run ?? null) : null;
    },
    async idsLike(prefix) {
      if (!/^[0-9a-f]{4,20}$/.test(prefix)) return [];
      return (byPrefix.all(prefix, `${prefix}g`) as { id: string }[]).map(({ id }) => id);
    },
    async search(query, filter, { limit, offset }) {
      const match = query === null || query.trim() === '' ? { must: null, mustNot: null } : parseQuery(query);
      if (match === null) return { total: 0, hits: [] };
      const { where, values } = conditions(filter);
      if (match.mustNot !== null) {
        where.push('seq NOT IN (SELECT rowid FROM articles_text WHERE articles_text MATCH ?)');
        values.push(match.mustNot);
      }
      if (match.must !== null) {
        where.unshift('articles_text MATCH ?');
        values.unshift(match.must);
      }
      const from =
        match.must === null ? 'articles' : 'articles_text JOIN articles ON articles.seq = articles_text.rowid';
      const shown =
        match.must === null
          ? 'lead AS snippet, 0.0 AS score'
          : `snippet(articles_text, 1, char(2), char(3), '…', ${snippetWords}) AS snippet,
             -bm25(articles_text, ${weights}) AS score`;
      const order = match.must === null ? 'published_at DESC NULLS LAST, seq DESC' : 'score DESC, seq';
      const condition = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
      const { total } = db.prepare(`SELECT count(*) AS total FROM ${from} ${condition}`).get(...values) as {
        total: number;
      };
      const rows = db
        .prepare(
          `SELECT id, address, articles.title, shown_title, publisher, published_at, language, word_count, ${shown}
           FROM ${from} ${condition} ORDER BY ${order} LIMIT ? OFFSET ?`,
        )
        .all(...values, limit, offset) as HitRow[];
      return { total, hits: rows.map(hitOf) };
    },
    async count() {
      return (all.get() as { n: number }).n;
    },
  };
}

function conditions(filter: ArticleFilter): { where: string[]; values: string[] } {
  const tests: [string, string | undefined][] = [
    ['publisher = ? COLLATE NOCASE', filter.publisher],
    ['agency = ? COLLATE NOCASE', filter.agency],
    ['language = ?', filter.language],
    ['substr(published_at, 1, 10) >= ?', filter.since],
    ['substr(published_at, 1, 10) <= ?', filter.until],
  ];
  const set = tests.filter((test): test is [string, string] => test[1] !== undefined);
  return { where: set.map(([sql]) => sql), values: set.map(([, value]) => value) };
}

function hitOf(row: HitRow): ArticleHit {
  return {
    id: row.id,
    address: row.address,
    title: row.title,
    shownTitle: row.shown_title,
    titleFromLead: row.title === null,
    publisher: row.publisher,
    publishedAt: row.published_at,
    language: row.language,
    wordCount: row.word_count,
    score: row.score,
    snippet: shownText(row.snippet),
  };
}
