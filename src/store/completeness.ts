import type { DayTally } from './day-tally.ts';

/** A site (by its host, without www.) or a feed (by its id), and what came of it on a day, in UTC. */
export type ScopeDay = { kind: 'site' | 'feed'; name: string; day: string; tally: DayTally };

/**
 * What came of every site and feed, day by day: written by the ledger in the same step as each ending. Days are kept for a
 * hundred days. Every driver passes tests/store/completeness.contract.ts.
 */
export type Completeness = {
  /** All days from `since` on, by site and feed, oldest first within each; of one site and its subdomains alone with `site`. */
  days(query: { since: string; site?: string }): Promise<ScopeDay[]>;
};
