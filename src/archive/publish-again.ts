import type { Article } from '../pipeline/article.ts';
import type { Ending, LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';

/**
 * How an article is published that was made from the bytes of `digest`: null when it is written, else the ending of a run
 * whose article another document has.
 */
export type Publish = (
  article: Article,
  digest: string | null,
) => Promise<Omit<Extract<Ending, { state: 'indexed' }>, 'state'> | null>;

/**
 * Publishes what today's rules make of a document as a new run of it, from the bytes of the run that `article` names: what
 * differs is a version of kind `reworked`. Should the process die on the way, the row is in flight and the line does the same
 * once more, from the archive.
 * @returns false when the document is in flight: its own run says what becomes of it.
 */
export async function publishAgain(
  { archived, ledger }: Pick<Store, 'archived' | 'ledger'>,
  row: LedgerRow,
  article: Article,
  publish: Publish,
): Promise<boolean> {
  const answer = await archived.of({ id: row.id, run: article.run });
  // Without the run's own answer an older one was read: its bytes are not those that the run is known by.
  const isOwn = answer !== null || (await ledger.given(row.id)) !== null;
  const digest = isOwn ? await ledger.digest(row.id, article.run) : null;
  const [again] = await ledger.retry([row.id]);
  if (again === undefined) return false;
  const { id, run } = again;
  // A run that was fetched has its record; what was handed in from an archive the ledger has taken along.
  if (answer !== null && (await archived.of({ id, run })) === null) await archived.put({ ...answer, id, run });
  const settled = await publish({ ...article, run }, digest);
  return ledger.end(id, run, { state: 'indexed', ...settled });
}
