import { type FailureCode, type FailureKind, failureEntry } from './failures.ts';

/** A failure on its way out of a fetch: thrown inside src/fetch, a value for everybody else. */
export class FetchFault extends Error {
  override name = 'FetchFault';
  readonly code: FailureCode;
  readonly retryAfterMs: number | null;
  /** `particulars` says what of this very fetch; the entry's sentence stands before it. */
  constructor(code: FailureCode, particulars: string, options: ErrorOptions & { retryAfterMs?: number | null } = {}) {
    super(`${failureEntry(code).says}: ${particulars}`, options);
    this.code = code;
    this.retryAfterMs = options.retryAfterMs ?? null;
  }
}

/** A fetch that gave no document. `detail` is a sentence, `next` the next step, `retryAfterMs` what the host asked for. */
export type Failure = {
  code: FailureCode;
  kind: FailureKind;
  detail: string;
  next: string;
  retryAfterMs: number | null;
};

/** Details name addresses that hosts make up. */
const longestDetail = 1_000;

/** The failure as it is told, for a page or for a feed. */
export function failureOf({ code, message, retryAfterMs }: FetchFault, purpose: 'page' | 'feed'): Failure {
  const entry = failureEntry(code);
  const detail = message.slice(0, longestDetail).toWellFormed();
  return { code, kind: entry[purpose], detail, next: entry.next, retryAfterMs };
}
