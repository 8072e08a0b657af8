import { z } from 'zod';
import { documentId } from '../pipeline/documents.ts';
import { caseIds, inPages } from '../quarantine/select-cases.ts';
import type { LedgerRow } from '../store/ledger.ts';
import { caseFilterOf, caseFilterShape } from './case-query.ts';
import type { ServerDeps } from './deps.ts';
import { Refusal } from './refusal.ts';

/** Which cases to work on: ids, or one filter or more. */
export const chosenSchema = z.strictObject({
  ids: z.array(documentId).min(1).max(1000).optional(),
  ...caseFilterShape,
});
export type Chosen = z.infer<typeof chosenSchema>;

/** What the server does with cases, for the API, the page and the board alike. */
export type CaseWork = {
  /** Starts a new run of each. @throws Refusal when nothing says which, or both ways do */
  retry(chosen: Chosen): Promise<LedgerRow[]>;
  drop(chosen: Chosen, by: { who: string; why: string | null }): Promise<LedgerRow[]>;
  /** Starts a new run after the one named, if that is the document's last and has ended. False while it is in flight. */
  retryRun(ref: { id: string; run: number }): Promise<boolean>;
};

/** Works on the quarantine; `runAgain` starts new runs and sends their jobs. */
export function caseWork({
  quarantine,
  ledger,
  runAgain,
}: Pick<ServerDeps, 'quarantine' | 'ledger' | 'runAgain'>): CaseWork {
  async function idsOf({ ids, ...given }: Chosen): Promise<string[]> {
    const filter = caseFilterOf(given);
    const filtered = Object.keys(filter).length > 0;
    if (ids === undefined && !filtered) {
      throw new Refusal(400, 'malformed', 'nothing says which cases are meant', {
        hint: 'give "ids", or one of "site", "stage", "error", "since", "like"',
      });
    }
    if (ids !== undefined && filtered) throw new Refusal(400, 'malformed', 'ids and filters exclude each other');
    if (ids === undefined) return caseIds(quarantine, filter);
    // What is not quarantined is not run again from here.
    const open = await Promise.all(ids.map((id) => quarantine.get(id)));
    return open.flatMap((one) => (one === null ? [] : [one.id]));
  }
  return {
    retry: async (chosen) => inPages(await idsOf(chosen), runAgain),
    async retryRun({ id, run }) {
      const row = await ledger.get(id);
      if (row?.run !== run) return true;
      if (row.state === 'accepted') return false;
      await runAgain([id]);
      return true;
    },
    drop: async (chosen, by) => inPages(await idsOf(chosen), (some) => quarantine.drop(some, by)),
  };
}
