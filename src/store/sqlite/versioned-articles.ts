import type { DatabaseSync } from 'node:sqlite';
import { zstdDecompressSync } from 'node:zlib';
import type { Article } from '../../pipeline/article.ts';
import { articleChangeSchema } from '../../pipeline/relate/article-change.ts';
import type { ArticleStore, ArticleVersion, Publication, Published } from '../article-store.ts';
import { readStoredArticle } from '../stored-article.ts';
import type { Database } from './database.ts';

type VersionRow = { version: number; change: string | null; document: Uint8Array };

/** The part of the article store that keeps versions, and which article a document key leads to. */
export function versionedArticles(
  db: DatabaseSync,
  write: Database['write'],
  current: { put(article: Article): void; get(id: string): Article | null },
): Pick<ArticleStore, 'publish' | 'versions' | 'version'> {
  const ownerOf = db.prepare('SELECT id FROM article_keys WHERE key = ?');
  const claim = db.prepare(
    'INSERT INTO article_keys (key, id) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET id = excluded.id',
  );
  const versionOf = db.prepare('SELECT version, digest FROM articles WHERE id = ?');
  const keep = db.prepare(
    'INSERT INTO article_versions (id, version, change, document) SELECT id, version, change, document FROM articles WHERE id = ?',
  );
  const note = db.prepare(
    'UPDATE articles SET version = version + iif(?1 IS NULL, 0, 1), change = ifnull(?1, change), digest = ?2 WHERE id = ?3',
  );
  const all = db.prepare(
    `SELECT version, change, document FROM articles WHERE id = ?1
     UNION ALL SELECT version, change, document FROM article_versions WHERE id = ?1 ORDER BY version DESC`,
  );
  const one = db.prepare(
    `SELECT document FROM articles WHERE id = ?1 AND version = ?2
     UNION ALL SELECT document FROM article_versions WHERE id = ?1 AND version = ?2`,
  );

  /** The keys that shall lead to an article, or the other document that has it. What is there already is nobody else's. */
  function keysOf(article: Article, publication: Publication, isThere: boolean): string[] | { sameAs: string } {
    const { found, isSame } = publication;
    const keys: string[] = [];
    for (const key of allKeys(publication)) {
      const owner = (ownerOf.get(key) as { id: string } | undefined)?.id ?? article.id;
      const other = owner === article.id ? null : current.get(owner);
      if (other === null) keys.push(key);
      else if (isSame(other, key)) {
        if (!isThere) return { sameAs: owner };
      } else if (found.includes(key)) keys.push(key);
    }
    return keys;
  }

  function publish(article: Article, publication: Publication): Published {
    const held = current.get(article.id);
    const keys = keysOf(article, publication, held !== null);
    if (!Array.isArray(keys)) {
      // Its other addresses lead there too, so that the next of a chain of claims is told whose it is.
      for (const key of allKeys(publication)) if (ownerOf.get(key) === undefined) claim.run(key, keys.sameAs);
      return keys;
    }
    for (const key of keys) claim.run(key, article.id);
    const before = versionOf.get(article.id) as { version: number; digest: string | null } | undefined;
    const { digest } = publication;
    const sameBytes = digest !== null && digest === before?.digest;
    const change = held === null ? null : publication.change(held, article, sameBytes);
    if (change !== null) keep.run(article.id);
    current.put(article);
    note.run(change === null ? null : JSON.stringify(change), digest, article.id);
    return { version: (before?.version ?? 1) + (change === null ? 0 : 1), change };
  }

  return {
    publish: (article, publication) => write(() => publish(article, publication)),
    async versions(id) {
      return (all.all(id) as VersionRow[]).map(versionRow);
    },
    async version(id, version) {
      const row = one.get(id, version) as { document: Uint8Array } | undefined;
      return row ? readArticle(row.document) : null;
    },
  };
}

const allKeys = ({ found, claimed }: Publication): string[] => [...found, ...(claimed === null ? [] : [claimed])];

const readArticle = (document: Uint8Array): Article => readStoredArticle(zstdDecompressSync(document).toString());

function versionRow({ version, change, document }: VersionRow): ArticleVersion {
  const { run, fetchedAt, title, wordCount } = readArticle(document);
  const parsed = change === null ? null : articleChangeSchema.parse(JSON.parse(change));
  return { version, run, fetchedAt, title, wordCount, change: parsed };
}
