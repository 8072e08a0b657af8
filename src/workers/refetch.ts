import { createHash } from 'node:crypto';
import type { Fetched } from '../fetch/fetched.ts';
import type { Request } from '../pipeline/documents.ts';
import type { Ledger } from '../store/ledger.ts';
import type { Settled } from './stage.ts';

/** Longer validators are not kept: no server needs them, and every row would carry them. */
const longest = 1_000;

/**
 * Notes what a fetch found, for the next one to ask with. Gives the run's ending when that is what an earlier run made its
 * article of – the server says so (304), or the bytes are the same – and null when there is something to work on.
 */
export async function unchanged(
  fetched: Fetched,
  { id, run, known }: Request,
  ledger: Pick<Ledger, 'noteFetched'>,
): Promise<Settled | null> {
  if (fetched.status !== 'ok' && fetched.status !== 'unchanged') return null;
  const checkedAt = new Date().toISOString();
  const { etag, lastModified } = fetched.status === 'ok' ? fetched.page : fetched;
  const validators = { etag: kept(etag), lastModified: kept(lastModified), checkedAt };
  const digest =
    fetched.status === 'ok' ? createHash('sha256').update(fetched.page.bytes).digest('hex') : known?.digest;
  if (digest === undefined) throw new Error('unchanged was answered to a fetch without conditions');
  if (known?.digest !== digest) {
    await ledger.noteFetched(id, run, { run, digest, ...validators });
    return null;
  }
  await ledger.noteFetched(id, run, { run: known.run, digest, ...validators });
  const why =
    fetched.status === 'ok' ? 'the page is byte for byte that' : 'the server says that it has not changed since that';
  return { reason: { code: 'unchanged', detail: `${why} of run ${known.run}` } };
}

const kept = (validator: string | null): string | null =>
  validator !== null && validator.length <= longest ? validator : null;
