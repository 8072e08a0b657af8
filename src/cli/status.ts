import type { Command } from 'commander';
import { nextStep } from '../fetch/failures.ts';
import { type LedgerCounts, type LedgerRow, stageNames, states } from '../store/ledger.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { cut, paint, paintState, shown, table } from './output.ts';
import { listLimit, oneOf } from './values.ts';

/** `copydesk status`: the ledger's counts, a list of a state's documents, or one document's way. */
export function statusCommand(program: Command): void {
  program
    .command('status')
    .description('show what became of everything that was accepted, or of one document')
    .argument('[id-or-url]', 'an id, the beginning of one, or an address')
    .option('--list <state>', `list the documents in a state: ${states.join(', ')}`, oneOf(states))
    .option('--limit <n>', 'how many the list shows', listLimit, 50)
    .addHelpText(
      'after',
      '\nExamples:\n  copydesk status\n  copydesk status 3f2a9c\n  copydesk status --list quarantined',
    )
    .action(async (name: string | undefined, options: { list?: LedgerRow['state']; limit: number }, command) => {
      const context = contextOf(command);
      await withDesk(context, async ({ store: { ledger } }) => {
        if (name !== undefined) {
          const row = await findRow(ledger, name);
          context.output.answer(row, () => wayOf(row));
        } else if (options.list !== undefined) {
          const rows = await ledger.list({ state: options.list, limit: options.limit });
          context.output.answer(rows, () => listOf(rows));
        } else {
          const counts = await ledger.counts();
          context.output.answer({ ...counts, addsUp: addsUp(counts) }, () => countsOf(counts));
        }
      });
    });
}

/** Whether accepted = indexed + rejected + quarantined + in flight. */
export function addsUp({ total, indexed, rejected, quarantined, inFlight }: LedgerCounts): boolean {
  return total === indexed + rejected + quarantined + stageNames.reduce((sum, name) => sum + inFlight[name], 0);
}

function countsOf(counts: LedgerCounts): string {
  const { total, indexed, rejected, quarantined, accepted } = counts;
  const waiting = stageNames.map((name) => `${name} ${counts.inFlight[name]}`).join(', ');
  const sum = `${total} accepted = ${indexed} indexed + ${rejected} rejected + ${quarantined} quarantined + ${accepted} in flight`;
  return [
    table(
      ['', 'documents'],
      [
        ['accepted', `${total}`],
        [paintState('indexed'), `${indexed}`],
        [paintState('rejected'), `${rejected}`],
        [paintState('quarantined'), `${quarantined}`],
        [paint('cyan', 'in flight'), `${accepted}  (${waiting})`],
      ],
    ),
    '',
    addsUp(counts) ? `${paint('green', 'adds up')}: ${sum}` : `${paint('red', 'DOES NOT ADD UP')}: ${sum}`,
  ].join('\n');
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
