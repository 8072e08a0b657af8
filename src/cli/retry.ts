import type { Command } from 'commander';
import { UsageError } from '../errors.ts';
import { enqueue } from '../sources/submit.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import { contextOf, withDesk } from './context.ts';
import { findRow } from './find-row.ts';
import { lineNote } from './line-note.ts';
import { count, shown } from './output.ts';

/** `copydesk retry`: ended documents run again, as a new run. */
export function retryCommand(program: Command): void {
  program
    .command('retry')
    .description('run ended documents again, each as a new run')
    .argument('[id...]', 'ids, beginnings of ids, or addresses')
    .option('--quarantined', 'all that are quarantined')
    .option('--whole', 'fetch without asking whether it changed, and work on it in any case')
    .action(async (names: string[], options: { quarantined?: boolean; whole?: boolean }, command) => {
      const context = contextOf(command);
      if ((names.length === 0) === (options.quarantined !== true)) {
        throw new UsageError(
          names.length === 0 ? 'no document was named' : '--quarantined takes all, and no names',
          'copydesk retry ID…, or copydesk retry --quarantined',
        );
      }
      await withDesk(context, async (desk) => {
        const { ledger } = desk.store;
        const rows = options.quarantined ? await quarantined(ledger) : await named(ledger, names);
        const again = await ledger.retry(
          rows.map(({ id }) => id),
          { whole: options.whole ?? false },
        );
        const opened = await desk.openQueues(false);
        const queued = await enqueue(opened?.queues ?? null, again);
        const started = new Set(again.map(({ id }) => id));
        for (const row of rows.filter(({ id }) => !started.has(id))) {
          context.output.fault(`${row.id} is in flight (${row.stage}): it can be run again once it has ended`);
        }
        context.output.answer(again, () =>
          again
            .map(({ id, run, address }) => `${id}  run ${run}  ${shown(address)}`)
            .concat(`${count(again.length, 'document')} run again`)
            .join('\n'),
        );
        if (again.length > 0) await lineNote(context.output, opened?.queues ?? null, queued);
      });
    });
}

async function named(ledger: Ledger, names: string[]): Promise<LedgerRow[]> {
  const rows = await Promise.all(names.map((name) => findRow(ledger, name)));
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

async function quarantined(ledger: Ledger): Promise<LedgerRow[]> {
  const all: LedgerRow[] = [];
  for (;;) {
    const after = all.at(-1)?.id;
    const rows = await ledger.list({ state: 'quarantined', limit: 1000, ...(after === undefined ? {} : { after }) });
    all.push(...rows);
    if (rows.length < 1000) return all;
  }
}
