import type { LedgerCounts, StageName } from './ledger.ts';

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
  /** How many more were accepted than the rows account for; 0 when nothing is lost or doubled. */
  difference: number;
};

/** Sums up the ledger: `accepted` is every address that was ever taken, as it was counted then. */
export function tallyOf(counts: LedgerCounts): Tally {
  const { total, indexed, rejected, quarantined, accepted: inFlight, inFlight: stages } = counts;
  const inStages = Object.values(stages).reduce((sum, n) => sum + n, 0);
  const difference = total - (indexed + rejected + quarantined + inFlight);
  const addsUp = difference === 0 && inStages === inFlight;
  return { accepted: total, indexed, rejected, quarantined, inFlight, stages, addsUp, difference };
}
