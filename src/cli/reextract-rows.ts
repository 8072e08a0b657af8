import type { Ledger, LedgerRow } from '../store/ledger.ts';
import { findRow } from './find-row.ts';

/** Which documents: taken on a day or later, of a host and those under it, or by name. */
export type Selection = { since?: string; site?: string; id?: string[] };

const pageSize = 500;

/** The ended rows that are selected, oldest first. @throws UsageError for a name that names no document. */
export async function* selectedRows(ledger: Ledger, { since, site, id: names }: Selection): AsyncGenerator<LedgerRow> {
  for await (const row of names ? named(ledger, names) : ended(ledger)) {
    if (since !== undefined && (row.times.accepted ?? '') < since) continue;
    if (site !== undefined && !isOfSite(row.address, site.toLowerCase())) continue;
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
