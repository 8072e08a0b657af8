import type { Hints, KnownFetch, MediaType, Reason, Request } from '../pipeline/documents.ts';
import type { ArchivedAnswer } from './archive-index.ts';
import type { Evidence } from './evidence.ts';

/** The line's stages as the ledger names them. */
export const stageNames = ['fetch', 'clean', 'extract', 'index'] as const;
export type StageName = (typeof stageNames)[number];

/** `accepted` is in flight; the other three are endings. Every accepted address has exactly one. */
export const states = ['accepted', 'indexed', 'rejected', 'quarantined'] as const;
export type State = (typeof states)[number];

/** A body handed over with the request (a file, a JSON line), so that it need not be fetched. */
export type Given = { mediaType: MediaType; bytes: Uint8Array; fetchedAt?: string };

/**
 * What somebody asks the line to take. `archived` names a record of an archive in place of a body: nothing is copied. `rejected`
 * records an address that is refused at the door, with its reason.
 */
export type Submission = {
  id: string;
  address: string;
  source: string;
  given?: Given;
  archived?: ArchivedAnswer;
  rejected?: Reason;
  hints?: Hints;
};

/** What the last fetch from the web found: by which run, and when somebody last looked (ISO 8601, UTC). */
export type FetchRecord = KnownFetch & { checkedAt: string };

/** One row of the ledger. Times are ISO 8601, UTC; `times` holds when the run entered each stage and when it ended. */
export type LedgerRow = {
  id: string;
  address: string;
  source: string;
  run: number;
  state: State;
  stage: StageName;
  reason: Reason | null;
  attempts: number;
  times: Partial<Record<'accepted' | StageName | 'ended', string>>;
  /** What a feed said of it; null when no feed named it first. */
  hints: Hints | null;
  /** The document whose article this one is, when it was found to be the same: it has none of its own then. */
  sameAs: string | null;
  fetched: FetchRecord | null;
  past: { run: number; state: State; reason: Reason | null; ended: string | null }[];
};

/** What of an article is counted: whether it has a title, a date, a byline, and how many words. */
export type ArticleSigns = { title: boolean; date: boolean; byline: boolean; words: number };

/** How a submission was answered: a new row, a new run of a known one, or a known one left as it was. */
export type Acceptance = { row: LedgerRow; answer: 'accepted' | 'run-again' | 'known' };

/**
 * `reason` says why a run ended as indexed without an article of its own making; `sameAs` names the one that it shares.
 * `evidence` goes into the case that a quarantined run leaves, `signs` into what is counted of the site and the feed.
 */
export type Ending =
  | { state: 'indexed'; reason?: Reason; sameAs?: string; signs?: ArticleSigns }
  | { state: 'rejected'; reason: Reason }
  | { state: 'quarantined'; reason: Reason; evidence?: Evidence };

/**
 * `total` is counted when an address is accepted, the states by what the rows say: they add up as long as no row was lost
 * and each has one state.
 */
export type LedgerCounts = Record<State, number> & { total: number; inFlight: Record<StageName, number> };

/**
 * The ledger: what became of every accepted address. A promise that resolves means the change is on disk.
 * Every driver passes tests/store/ledger.contract.ts.
 */
export type Ledger = {
  /**
   * Accepts submissions in order. An id is known by itself or by its address: ids that an earlier version made in another
   * way stay the documents' ids. A known id is left as it is, unless `again` asks for a new run, the given body
   * differs from the one the ledger holds, or the archived answer is none that it had before; one that is in flight is
   * always left as it is. With `whole` a new run forgets what was fetched before, and so works on it although it has not
   * changed.
   */
  accept(submissions: Submission[], options: { again: boolean; whole?: boolean }): Promise<Acceptance[]>;
  /** Starts a new run of each ended row named; rows in flight and unknown ids are left out of the answer. */
  retry(ids: string[], options?: { whole: boolean }): Promise<LedgerRow[]>;
  /** Notes that a run entered a stage, at its `attempt`-th try. Without effect on another run or an ended row. */
  advance(id: string, run: number, stage: StageName, attempt: number): Promise<void>;
  /** Notes what a run fetched, or that it looked. Without effect on another run or an ended row. */
  noteFetched(id: string, run: number, record: FetchRecord): Promise<void>;
  /** Ends a run; as indexed without a reason, the row has an article of its own from now on; as quarantined, it has a case; any other ending frees the case of an earlier run. False when that run had already ended, or is not the row's current run: the caller came second. */
  end(id: string, run: number, ending: Ending): Promise<boolean>;
  get(id: string): Promise<LedgerRow | null>;
  /** Finds rows by id, by the beginning of an id (4 digits or more), or by address; at most 10. */
  find(idOrAddress: string): Promise<LedgerRow[]>;
  /** Rows in a state, oldest first, after the row `after`; at most `limit`. */
  list(query: { state: State; stage?: StageName; after?: string; limit: number }): Promise<LedgerRow[]>;
  given(id: string): Promise<Given | null>;
  /**
   * The digest of the bytes that a run works on, archived, handed in or fetched; null when they are not known. To be compared
   * with nothing but other answers: what is archived has that of its record, the rest a SHA-256.
   */
  digest(id: string, run: number): Promise<string | null>;
  /** Answered without a walk over the rows. */
  counts(): Promise<LedgerCounts>;
};

/** Whether hints say all that the held ones say, and more: they take their place whole, so that each keeps its source. */
export function saysMore(hints: Hints | undefined, held: Hints | null): boolean {
  if (hints === undefined) return false;
  const stated = ({ title, publishedAt }: Hints): boolean[] => [title !== null, publishedAt !== null];
  const before = held === null ? [false, false] : stated(held);
  const now = stated(hints);
  return before.every((one, index) => !one || now[index]) && now.some((one, index) => one && !before[index]);
}

/** The request a row stands for, as the fetch stage takes it. */
export function requestOf(row: LedgerRow): Request {
  const { id, run, address, source, hints } = row;
  const known = knownFetch(row);
  return {
    id,
    run,
    address,
    source,
    ...(hints === null ? {} : { hints }),
    ...(known === null ? {} : { known }),
  };
}

/** What was fetched counts as known only when its run came to the end: else there is no article that it made. */
function knownFetch({ fetched, past }: LedgerRow): KnownFetch | null {
  if (fetched === null || !past.some(({ run, state }) => run === fetched.run && state === 'indexed')) return null;
  const { checkedAt: _, ...known } = fetched;
  return known;
}
