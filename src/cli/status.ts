import type { Command } from 'commander';
import { nextStep } from '../fetch/failures.ts';
import { type LedgerRow, stageNames, states } from '../store/ledger.ts';
import { type Tally, tallyOf } from '../store/tally.ts';
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
          const tally = tallyOf(await ledger.counts());
          context.output.answer(tally, () => countsOf(tally));
        }
      });
    });
}

function countsOf(tally: Tally): string {
  const { accepted, indexed, rejected, quarantined, inFlight, stages } = tally;
  const waiting = stageNames.map((name) => `${name} ${stages[name]}`).join(', ');
  return [
    table(
      ['', 'documents'],
      [
        ['accepted', `${accepted}`],
        [paintState('indexed'), `${indexed}`],
        [paintState('rejected'), `${rejected}`],
        [paintState('quarantined'), `${quarantined}`],
        [paint('cyan', 'in flight'), `${inFlight}  (${waiting})`],
      ],
    ),
    '',
    sumOf(tally),
  ].join('\n');
}

/** The equation of conservation in words, and whether it holds. */
export function sumOf({ accepted, indexed, rejected, quarantined, inFlight, addsUp, difference }: Tally): string {
  const sum = `${accepted} accepted = ${indexed} indexed + ${rejected} rejected + ${quarantined} quarantined + ${inFlight} in flight`;
  if (addsUp) return `${paint('green', 'adds up')}: ${sum}`;
  return `${paint('red', 'DOES NOT ADD UP')}, by ${difference}: ${sum}; copydesk status --check names what is wrong`;
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
