import { userInfo } from 'node:os';
import type { Command } from 'commander';
import type { Desk } from '../desk.ts';
import { UsageError } from '../errors.ts';
import { caseIds, inPages } from '../quarantine/select-cases.ts';
import { enqueue } from '../sources/submit.ts';
import type { LedgerRow } from '../store/ledger.ts';
import type { CaseFilter } from '../store/quarantine.ts';
import type { Store } from '../store/store.ts';
import { confirmed } from './confirm.ts';
import { type Context, contextOf, withDesk } from './context.ts';
import { lineNote } from './line-note.ts';
import { count, shown } from './output.ts';
import { filterOf } from './quarantine-filter.ts';
import { findCase } from './quarantine-show.ts';

type Options = CaseFilter & { all?: boolean; yes?: boolean; why?: string };

/** So many are run again without asking. */
const few = 10;

/** `copydesk quarantine retry`. */
export async function retryCases(names: string[], options: Options, command: Command): Promise<void> {
  await withChosen(names, options, command, async (ids, context, desk) => {
    const question = `Run ${count(ids.length, 'document')} again?`;
    if (!(await confirmed(question, options.yes === true || ids.length <= few, context.output))) return;
    const rows = await inPages(ids, (some) => desk.store.ledger.retry(some));
    const opened = await desk.openQueues(false);
    const queued = await enqueue(opened?.queues ?? null, rows);
    tellRows(context, rows, 'run again');
    if (rows.length > 0) await lineNote(context.output, opened?.queues ?? null, queued);
  });
}

/** `copydesk quarantine drop`. */
export async function dropCases(names: string[], options: Options, command: Command): Promise<void> {
  await withChosen(names, options, command, async (ids, context, desk) => {
    const question = `End ${count(ids.length, 'document')} as rejected, for good, and free what is kept of ${ids.length === 1 ? 'it' : 'them'}?`;
    if (!(await confirmed(question, options.yes === true, context.output))) return;
    const by = { who: userInfo().username, why: options.why ?? null };
    const rows = await inPages(ids, (some) => desk.store.quarantine.drop(some, by));
    tellRows(context, rows, 'dropped');
  });
}

async function withChosen(
  names: string[],
  options: Options,
  command: Command,
  work: (ids: string[], context: Context, desk: Desk) => Promise<void>,
): Promise<void> {
  const context = contextOf(command);
  await withDesk(context, async (desk) => {
    const ids = await chosen(names, options, desk.store);
    if (ids.length > 0) return work(ids, context, desk);
    tellRows(context, [], command.name() === 'drop' ? 'dropped' : 'run again');
  });
}

/** The ids that names or filters choose. @throws UsageError when neither says what, or both do */
async function chosen(names: string[], options: Options, store: Store): Promise<string[]> {
  const filter = await filterOf(options, store);
  const filtered = Object.keys(filter).length > 0;
  const ways = [names.length > 0, filtered, options.all === true].filter(Boolean).length;
  if (ways === 0) throw new UsageError('name documents, or say --site, --stage, --error, --since, --like or --all');
  if (ways > 1) throw new UsageError('ids, filters and --all exclude each other');
  if (names.length === 0) return caseIds(store.quarantine, filter);
  const ids: string[] = [];
  for (const name of names) ids.push((await findCase(store, name)).id);
  return [...new Set(ids)];
}

function tellRows({ output }: Context, rows: LedgerRow[], done: string): void {
  const documents = rows.map(({ id, run, address, state, reason }) => ({ id, run, address, state, reason }));
  output.answer({ documents }, () =>
    [
      ...(rows.length > few ? [] : rows.map(({ id, run, address }) => `${id}  run ${run}  ${shown(address)}`)),
      `${count(rows.length, 'document')} ${done}`,
    ].join('\n'),
  );
}
