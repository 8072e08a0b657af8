import type { LedgerRow, StageName, State } from '../ledger.ts';

/** A row of the table `ledger`. */
export type Stored = {
  seq: number;
  id: string;
  address: string;
  source: string;
  run: number;
  state: State;
  stage: StageName;
  reason_code: string | null;
  reason_detail: string | null;
  attempts: number;
  times: string;
  past: string;
  same_as: string | null;
  fetched: string | null;
  hints: string | null;
};

/** The row as the port gives it. */
export function rowOf(stored: Stored): LedgerRow {
  const { seq: _, reason_code: code, reason_detail: detail, times, past, same_as, fetched, hints, ...same } = stored;
  return {
    ...same,
    reason: code === null ? null : { code, detail: detail ?? '' },
    times: JSON.parse(times),
    hints: hints === null ? null : JSON.parse(hints),
    sameAs: same_as,
    fetched: fetched === null ? null : JSON.parse(fetched),
    past: JSON.parse(past),
  };
}
