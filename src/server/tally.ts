import type { LedgerCounts, StageName } from '../store/ledger.ts';

/** The ledger's counts as they are shown, and whether they add up. */
export type Tally = {
  accepted: number;
  indexed: number;
  rejected: number;
  quarantined: number;
  inFlight: number;
  stages: Record<StageName, number>;
  /** accepted = indexed + rejected + quarantined + in flight, and the stages make up what is in flight. */
  addsUp: boolean;
};

/** Sums up the ledger: `accepted` is every address that was ever taken. */
export function tallyOf(counts: LedgerCounts): Tally {
  const { total, indexed, rejected, quarantined, accepted: inFlight, inFlight: stages } = counts;
  const inStages = Object.values(stages).reduce((sum, n) => sum + n, 0);
  const addsUp = total === indexed + rejected + quarantined + inFlight && inStages === inFlight;
  return { accepted: total, indexed, rejected, quarantined, inFlight, stages, addsUp };
}
