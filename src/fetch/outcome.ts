import { RetryError } from '../errors.ts';
import { type Outcome, rejected } from '../pipeline/documents.ts';
import type { Fetched, WebPage } from './fetched.ts';

/**
 * A fetch that found a page or failed, as a stage's answer: its page, or the rejection of what no new try can mend.
 * @throws RetryError for what may pass.
 */
export function outcomeOf(fetched: Fetched): Outcome<WebPage> {
  if (fetched.status === 'ok') return { next: fetched.page };
  if (fetched.status !== 'failed') throw new Error(`${fetched.status} was answered to a plain fetch`);
  const { code, detail, kind, retryAfterMs } = fetched.failure;
  if (kind === 'permanent') return rejected(code, detail);
  throw new RetryError({ code, detail }, retryAfterMs ?? 0);
}
