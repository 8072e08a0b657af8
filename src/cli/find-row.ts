import { UsageError } from '../errors.ts';
import { readWebAddress } from '../sources/web-address.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import { shown } from './output.ts';

/**
 * The one ledger row that an id, the beginning of an id, or an address names.
 * @param missing what to say when none does
 * @throws UsageError when none does, or several do.
 */
export async function findRow(
  ledger: Ledger,
  name: string,
  missing = `no document is known by "${shown(name)}"`,
): Promise<LedgerRow> {
  const rows = await ledger.find(name);
  const web = rows.length === 0 ? readWebAddress(name, '') : null;
  if (web && 'submission' in web) {
    const row = await ledger.get(web.submission.id);
    if (row) rows.push(row);
  }
  const [row] = rows;
  if (row === undefined) {
    throw new UsageError(missing, 'copydesk search or copydesk status --list shows ids');
  }
  if (rows.length > 1) {
    const ids = rows.map(({ id, address }) => `  ${id}  ${shown(address)}`).join('\n');
    throw new UsageError(`"${shown(name)}" begins several ids:\n${ids}`, 'give more of its digits');
  }
  return row;
}
