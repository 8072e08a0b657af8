import type { KeptBody } from '../store/evidence.ts';
import type { CaseFile } from '../store/quarantine.ts';
import type { ServerDeps } from './deps.ts';
import { findRow } from './find-document.ts';
import { Refusal } from './refusal.ts';

/**
 * The open case that an id, or the beginning of one, names.
 * @throws Refusal 404 when the document is not quarantined, saying what became of it; 409 when several begin like it
 */
export async function findCase(
  { ledger, quarantine }: Pick<ServerDeps, 'ledger' | 'quarantine'>,
  id: string,
): Promise<CaseFile> {
  const row = await findRow(ledger, id);
  const one = await quarantine.get(row.id);
  if (one !== null) return one;
  const became = row.state === 'accepted' ? `in flight, at the stage ${row.stage}` : row.state;
  throw new Refusal(404, 'no-case', `document ${row.id} is not quarantined: it is ${became}`, {
    hint: `GET /api/documents/${row.id} tells its way`,
  });
}

/** The page of a case. @throws Refusal 404 when none is kept, saying why */
export async function caseBody({ quarantine }: Pick<ServerDeps, 'quarantine'>, one: CaseFile): Promise<KeptBody> {
  const body = await quarantine.body(one.id);
  if (body === null)
    throw new Refusal(404, 'no-body', `no page of ${one.id} is kept: ${one.bodyNote ?? 'it was freed'}`);
  return body;
}
