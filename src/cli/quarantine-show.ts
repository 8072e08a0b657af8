import { writeFile } from 'node:fs/promises';
import { zstdDecompressSync } from 'node:zlib';
import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { adviceOf } from '../quarantine/advice.ts';
import type { CaseFile } from '../store/quarantine.ts';
import type { Store } from '../store/store.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { paint, shown } from './output.ts';

/** `copydesk quarantine show`. */
export async function showCase(name: string, options: { body?: string }, command: Command): Promise<void> {
  const context = contextOf(command);
  const { output } = context;
  if (options.body !== undefined && output.json) throw new UsageError('--body and --json exclude each other');
  await withDesk(context, async ({ store }) => {
    const one = await findCase(store, name);
    if (options.body === undefined) {
      const next = adviceOf({ ...one, code: one.reason.code });
      output.answer({ ...one, next }, () => caseText(one, next));
      return;
    }
    const bytes = await bodyOf(store, one);
    if (options.body === '-') {
      process.stdout.write(bytes);
      return;
    }
    await writeFile(options.body, bytes).catch((error: unknown) => {
      throw new UsageError(`${options.body} cannot be written: ${(error as Error).message}`);
    });
    output.tell(
      `${options.body} holds what ${one.id} was fetched as; copydesk explain ${one.id} works on it as it was`,
    );
  });
}

/** The open case that a name stands for. @throws UsageError when there is none, saying what became of the document */
export async function findCase(
  { ledger, quarantine }: Pick<Store, 'ledger' | 'quarantine'>,
  name: string,
): Promise<CaseFile> {
  const row = await findRow(ledger, name);
  const one = await quarantine.get(row.id);
  if (one !== null) return one;
  const state = row.state === 'accepted' ? `in flight, in ${row.stage}` : row.state;
  throw new UsageError(`${row.id} is not quarantined: it is ${state}`, `copydesk status ${row.id} tells its way`);
}

/** The body as a file that is read as it was: a page begins with the mark of UTF-8, whatever charset it claims. */
async function bodyOf({ ledger, quarantine }: Store, { id, bodyNote }: CaseFile): Promise<Uint8Array> {
  const kept = await quarantine.body(id);
  if (kept === null) {
    const given = await ledger.given(id);
    if (given !== null) return given.bytes;
    throw new UsageError(`no body of ${id} is kept: ${bodyNote ?? 'it was freed'}`);
  }
  const text = zstdDecompressSync(kept.zstd);
  return kept.mediaType === 'text/html' ? Buffer.concat([Buffer.from('\ufeff'), text]) : text;
}

function caseText(one: CaseFile, next: string): string {
  const { id, run, address, site, stage, reason, attempts, at, worker, versions, stack, bodyBytes, bodyNote } = one;
  const field = (name: string, value: string): string => `${paint('dim', name.padEnd(9))} ${shown(value)}`;
  return [
    `${paint('bold', id)}  ${shown(address)}`,
    '',
    field('error', `${reason.code}: ${reason.detail}`),
    field('stage', `${stage}, attempt ${attempts}, run ${run}`),
    field('when', at),
    field('site', site ?? '–'),
    field('worker', worker ?? '–'),
    field(
      'versions',
      versions === null ? '–' : `copydesk ${versions.copydesk}, Node ${versions.node}, rules ${versions.rules}`,
    ),
    field(
      'body',
      bodyBytes === null ? `not kept: ${bodyNote}` : `${bodyBytes} bytes compressed; --body FILE writes it`,
    ),
    '',
    ...(stack === null ? [] : [stack.split('\n').map(shown).join('\n'), '']),
    `→ ${next}`,
    `  copydesk quarantine retry ${id} runs it again; copydesk quarantine drop ${id} ends it for good`,
  ].join('\n');
}
