import type { Given, Ledger, LedgerRow, StageName, Submission } from '../../src/store/ledger.ts';
import { stageNames } from '../../src/store/ledger.ts';

/**
 * A ledger in memory that does the least a line needs to run new documents once: no disk, no transactions, no cases, no tallies,
 * no digests. What would make a second run of a document is not there. @throws Error where a run asks for more than that.
 */
export function memoryLedger(): Ledger {
  const rows = new Map<string, LedgerRow>();
  const bodies = new Map<string, Given>();
  const current = (id: string, run: number): LedgerRow | null => {
    const row = rows.get(id);
    return row?.run === run && row.state === 'accepted' ? row : null;
  };

  function accept({ id, address, source, given }: Submission): LedgerRow {
    const row: LedgerRow = {
      ...{ id, address, source, run: 1, state: 'accepted', stage: 'fetch', reason: null, attempts: 0 },
      ...{ times: { accepted: new Date().toISOString() }, hints: null, sameAs: null, fetched: null, past: [] },
    };
    rows.set(id, row);
    if (given) bodies.set(id, given);
    return row;
  }

  return {
    async accept(submissions) {
      return submissions.map((one) => {
        const row = rows.get(one.id);
        return row ? { row, answer: 'known' } : { row: accept(one), answer: 'accepted' };
      });
    },
    async advance(id, run, stage, attempt) {
      const row = current(id, run);
      if (row) Object.assign(row, { stage, attempts: attempt });
    },
    async noteFetched() {},
    async end(id, run, { state, reason = null }) {
      const row = current(id, run);
      if (row === null) return false;
      Object.assign(row, { state, reason });
      bodies.delete(id);
      return true;
    },
    get: async (id) => rows.get(id) ?? null,
    // The reconciler asks for what is in flight, oldest first.
    async list({ state, after, limit }) {
      const found = [...rows.values()].filter((row) => row.state === state);
      const from = after === undefined ? 0 : found.findIndex(({ id }) => id === after) + 1;
      return found.slice(from, from + limit);
    },
    given: async (id) => bodies.get(id) ?? null,
    digest: async () => null,
    async counts() {
      const counts = { total: rows.size, accepted: 0, indexed: 0, rejected: 0, quarantined: 0 };
      const inFlight = Object.fromEntries(stageNames.map((name) => [name, 0])) as Record<StageName, number>;
      for (const { state, stage } of rows.values()) {
        counts[state] += 1;
        if (state === 'accepted') inFlight[stage] += 1;
      }
      return { ...counts, inFlight };
    },
    retry: () => Promise.reject(new Error('the ledger in memory runs nothing again')),
    find: () => Promise.reject(new Error('the ledger in memory finds nothing by address')),
  };
}
