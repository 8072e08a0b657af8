import type { Article } from '../pipeline/article.ts';
import type { LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';

/**
 * Writes what today's rules make of a document as a new run of it. Should the process die on the way, the row is in flight and
 * the line does the same once more, from the archive.
 * @returns false when the document is in flight: its own run says what becomes of it.
 */
export async function publishAgain(store: Store, row: LedgerRow, article: Article): Promise<boolean> {
  const { archived, articles, ledger } = store;
  const answer = await archived.of({ id: row.id, run: article.run });
  const [again] = await ledger.retry([row.id]);
  if (again === undefined) return false;
  const { id, run } = again;
  // A run that was fetched has its record; what was handed in from an archive the ledger has taken along.
  if (answer !== null && (await archived.of({ id, run })) === null) await archived.put({ ...answer, id, run });
  await articles.put({ ...article, run });
  return ledger.end(id, run, { state: 'indexed' });
}
