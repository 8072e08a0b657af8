import { z } from 'zod';
import type { Article } from '../pipeline/article.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import { Refusal } from './refusal.ts';

/** An id, or its beginning. */
export const idOrBeginning = z
  .string()
  .toLowerCase()
  .regex(/^[0-9a-f]{4,20}$/, 'an id is 20 hex digits; its beginning serves, from 4 digits on');

/**
 * The ledger row that an id, or the beginning of one, names.
 * @throws Refusal 404 when there is none, 409 when several begin like it.
 */
export async function findRow(ledger: Ledger, id: string): Promise<LedgerRow> {
  const rows = await ledger.find(id);
  const [row] = rows;
  if (row === undefined) throw unknown(id);
  if (rows.length > 1)
    throw ambiguous(
      id,
      rows.map((one) => one.id),
    );
  return row;
}

/**
 * The article that an id, or the beginning of one, names; of a document that is the same as another, that one's.
 * @throws Refusal 404 when there is none (saying what became of the document, if it is known), 409 when several are.
 */
export async function findArticle(articles: ArticleStore, ledger: Ledger, id: string): Promise<Article> {
  const ids = await articles.idsLike(id);
  if (ids.length > 1) throw ambiguous(id, ids);
  const article = ids[0] === undefined ? null : await articles.get(ids[0]);
  if (article !== null) return article;
  const [row, ...others] = await ledger.find(id);
  if (row === undefined || others.length > 0) throw unknown(id);
  const shared = row.sameAs === null ? null : await articles.get(row.sameAs);
  if (shared !== null) return shared;
  const reason = row.reason === null ? '' : ` (${row.reason.code}: ${row.reason.detail})`;
  const became = row.state === 'accepted' ? `still in flight, at the stage ${row.stage}` : `${row.state}${reason}`;
  throw new Refusal(404, 'no-article', `document ${row.id} has no article: it is ${became}`, {
    hint: `GET /api/documents/${row.id} tells its way`,
  });
}

const unknown = (id: string): Refusal =>
  new Refusal(404, 'unknown-document', `no document has an id that begins with ${id}`, {
    hint: 'GET /api/articles lists the ids that are indexed',
  });

const ambiguous = (id: string, ids: string[]): Refusal =>
  new Refusal(409, 'ambiguous-id', `${ids.length === 10 ? '10 or more' : ids.length} documents begin with ${id}`, {
    hint: `give more digits of one of ${ids.join(', ')}`,
  });
