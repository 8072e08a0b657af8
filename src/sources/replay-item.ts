import type { Submission } from '../store/ledger.ts';

/**
 * Something to replay, shown as `name`; a record of an archive has its `offset` there. `error` is a fault to be told, which
 * takes nothing from what follows it; `skipped` is why a record is passed over.
 */
export type ReplayItem = { name: string; offset?: number } & (
  | { submission: Submission }
  | { error: string; skipped?: string }
  | { skipped: string }
);
