import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { nextStep } from '../fetch/failures.ts';
import { type LedgerRow, stageNames, states } from '../store/ledger.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { cut, paint, paintState, shown, table } from './output.ts';
import { checkAll, checkText } from './status-check.ts';
import { statusText } from './status-text.ts';
import { listLimit, oneOf } from './values.ts';

type StatusOptions = { list?: LedgerRow['state']; limit: number; check?: true };

/** `copydesk status`: the ledger's counts, a list of a state's documents, or one document's way. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('show what became of everything that was accepted, or of one document')
    .argument('[id-or-url]', 'an id, the beginning of one, or an address')
    .option('--list <state>', `list the documents in a state: ${states.join(', ')}`, oneOf(states))
    .option('--limit <n>', 'how many the list shows', listLimit, 50)
    .option(
      '--check',
      'compare ledger, articles and queues in full; exit code 1 and the ids when anything is lost or doubled',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  copydesk status\n  copydesk status 3f2a9c\n  copydesk status --list quarantined\n  copydesk status --check',
    )
    .action(async (name: string | undefined, options: StatusOptions, command) => {
      const context = contextOf(command);
      if (options.check && (name !== undefined || options.list !== undefined))
        throw new UsageError('--check looks at all documents', 'leave out the name and --list');
      if (name !== undefined && options.list !== undefined)
        throw new UsageError('--list lists documents by their state, and takes no name', `copydesk status ${name}`);
      await withDesk(context, async (desk) => {
        const { ledger } = desk.store;
        if (options.check) {
          const checked = await checkAll(desk);
          context.output.answer(checked, () => checkText(checked));
          if (!checked.holds) process.exitCode = 1;
        } else if (name !== undefined) {
          const row = await findRow(ledger, name);
          context.output.answer(row, () => wayOf(row));
        } else if (options.list !== undefined) {
          const rows = await ledger.list({ state: options.list, limit: options.limit });
          context.output.answer(rows, () => listOf(rows));
        } else {
          const { readStatus } = await import('../workers/status.ts');
          const status = await readStatus(desk.store, await desk.openQueues(false));
          context.output.answer(status, () => statusText(status));
        }
      });
    });
}

function listOf(rows: LedgerRow[]): string {
  if (rows.length === 0) return 'none';
  const cells = rows.map((row) => [
    row.id,
    row.stage,
    row.reason?.code ?? '',
    cut(row.reason?.detail ?? '', 60),
    cut(row.address, 80),
  ]);
  return table(['id', 'stage', 'reason', 'detail', 'address'], cells);
}

function wayOf(row: LedgerRow): string {
  const steps = ['accepted' as const, ...stageNames, 'ended' as const]
    .filter((step) => row.times[step] !== undefined)
    .map((step) => [step === 'ended' ? paintState(row.state) : step, row.times[step] ?? '']);
  const lines = [
    `${paint('bold', row.id)}  ${shown(row.address)}`,
    `from ${shown(row.source)}; run ${row.run}; ${paintState(row.state)}${row.state === 'accepted' ? `, in ${row.stage}` : ''}`,
  ];
  if (row.reason) {
    lines.push(`${row.reason.code}: ${shown(row.reason.detail)} (stage ${row.stage}, attempt ${row.attempts})`);
    const next = row.stage === 'fetch' ? nextStep(row.reason.code) : null;
    if (next !== null) lines.push(`  ${next}`);
  }
  lines.push('', table(['step', 'time'], steps));
  for (const past of row.past) {
    const why = past.reason ? `, ${past.reason.code}: ${shown(past.reason.detail)}` : '';
    lines.push(`earlier run ${past.run}: ${past.state} at ${past.ended ?? 'an unknown time'}${why}`);
  }
  return lines.join('\n');
}
