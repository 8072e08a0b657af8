import type { Reason } from '../pipeline/documents.ts';
import type { Evidence, KeptBody } from './evidence.ts';
import type { LedgerRow, StageName } from './ledger.ts';

/**
 * A case: a document that is quarantined, and why. `site` is its host without `www.`, null for what is no web address;
 * `cause` the reason's detail without what differs from one document to the next. `bodyBytes` is what the body takes on
 * disk, null when none is kept. `at`: ISO 8601, UTC.
 */
export type Case = {
  id: string;
  run: number;
  address: string;
  site: string | null;
  stage: StageName;
  reason: Reason;
  cause: string;
  attempts: number;
  at: string;
  bodyBytes: number | null;
};

/** A case with everything that is known of it but the body itself. */
export type CaseFile = Case & Omit<Evidence, 'body'>;

/** Cases of one cause at one stage on one site. `example` is the newest of them. */
export type CaseGroup = Pick<Case, 'site' | 'stage' | 'cause'> & {
  code: string;
  cases: number;
  first: string;
  last: string;
  example: string;
};

/**
 * Which cases. `site` takes its subdomains too, and `files` is what has no site; `error` is the reason's code; `since` an
 * ISO 8601 time, UTC; `like` the id of a case, for all of its group.
 */
export type CaseFilter = { site?: string; stage?: StageName; error?: string; since?: string; like?: string };

/**
 * The quarantine: one case for each document whose run ended there, written by the ledger in the same step as the ending.
 * A case is open while the document's current run is the one that failed; it is freed when a later run ends, in whatever
 * way. A promise that resolves means the change is on disk. Every driver passes tests/store/quarantine.contract.ts.
 */
export type Quarantine = {
  /** The groups of the open cases, most cases first. */
  groups(filter: CaseFilter, limit: number): Promise<CaseGroup[]>;
  /** Open cases, oldest first, after the case `after`. */
  list(filter: CaseFilter, page: { after?: string; limit: number }): Promise<Case[]>;
  /** How many open cases there are. */
  count(filter: CaseFilter): Promise<number>;
  /** An open case; null when the document is not quarantined. */
  get(id: string): Promise<CaseFile | null>;
  body(id: string): Promise<KeptBody | null>;
  /**
   * Ends open cases for good: each document's one ending becomes `rejected` with the code `dropped`, naming who did it, why,
   * and what it was quarantined for. Gives the rows; what has no open case is left out.
   */
  drop(ids: string[], by: { who: string; why: string | null }): Promise<LedgerRow[]>;
};

/** The reason of a document that was dropped. */
export function droppedReason(was: Reason, { who, why }: { who: string; why: string | null }): Reason {
  const because = why === null ? '' : `: ${why}`;
  return { code: 'dropped', detail: `dropped by ${who}${because} (quarantined for ${was.code}: ${was.detail})` };
}
