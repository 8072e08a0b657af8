import type { Ledger, LedgerRow } from '../store/ledger.ts';
import type { Store } from '../store/store.ts';
import { findRow } from './find-row.ts';

/** Which documents: fetched on a day or later (taken, where that is not known), of a host and those under it, or by name. */
export type Selection = { since?: string; site?: string; id?: string[] };

const pageSize = 500;

/** The ended rows that are selected, oldest first. @throws UsageError for a name that names no document. */
export async function* selectedRows(
  { ledger, archived }: Pick<Store, 'ledger' | 'archived'>,
  { since, site, id: names }: Selection,
): AsyncGenerator<LedgerRow> {
  for await (const row of names ? named(ledger, names) : ended(ledger)) {
    if (site !== undefined && !isOfSite(row.address, site)) continue;
    // A document that was published again was accepted again, and its page is as old as before.
    if (since !== undefined) {
      const at = (await archived.newest(row.id))?.fetchedAt ?? row.times.accepted ?? '';
      if (at < since) continue;
    }
    yield row;
  }
}

async function* named(ledger: Ledger, names: string[]): AsyncGenerator<LedgerRow> {
  const rows = await Promise.all(names.map((name) => findRow(ledger, name)));
  yield* new Map(rows.map((row) => [row.id, row])).values();
}

async function* ended(ledger: Ledger): AsyncGenerator<LedgerRow> {
  for (const state of ['indexed', 'rejected'] as const) {
    let after: string | undefined;
    for (;;) {
      const rows = await ledger.list({ state, limit: pageSize, ...(after === undefined ? {} : { after }) });
      yield* rows;
      after = rows.at(-1)?.id;
      if (rows.length < pageSize) break;
    }
  }
}

function isOfSite(address: string, site: string): boolean {
  const host = URL.canParse(address) ? new URL(address).hostname : '';
  return host === site || host.endsWith(`.${site}`);
}
