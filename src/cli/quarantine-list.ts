import type { Command } from 'commander';
import { adviceOf } from '../quarantine/advice.ts';
import type { Case, CaseFilter, CaseGroup } from '../store/quarantine.ts';
import { contextOf, withDesk } from './context.ts';
import { count, cut, paint, shown, table } from './output.ts';
import { filterOf } from './quarantine-filter.ts';

type Options = CaseFilter & { each?: boolean; limit: number };

/** `copydesk quarantine list`. */
export async function listCases(options: Options, command: Command): Promise<void> {
  const context = contextOf(command);
  await withDesk(context, async ({ store }) => {
    const { quarantine } = store;
    const filter = await filterOf(options, store);
    const total = await quarantine.count(filter);
    if (options.each) {
      const cases = await quarantine.list(filter, { limit: options.limit });
      context.output.answer({ total, cases }, () => (total === 0 ? none(filter) : eachText(cases, total)));
      return;
    }
    const groups = await quarantine.groups(filter, options.limit);
    const advised = groups.map((group) => ({ ...group, next: adviceOf({ ...group, id: group.example }) }));
    context.output.answer({ total, groups: advised }, () =>
      total === 0 ? none(filter) : [...groups.map(groupText), sumOf(groups, total)].join('\n\n'),
    );
  });
}

const none = (filter: CaseFilter): string =>
  Object.keys(filter).length === 0
    ? 'Nothing is quarantined.'
    : 'No case is of that kind; copydesk quarantine list shows all.';

function groupText(group: CaseGroup): string {
  const { site, stage, code, cause, cases, first, last, example } = group;
  const from = site === null ? 'files' : shown(site);
  const seen = cases === 1 ? `${moment(last)} UTC` : `${moment(first)} to ${moment(last)} UTC`;
  return [
    `${paint('bold', `${cases} × ${shown(code)} from ${from}`)}  in ${stage}`,
    `    ${cut(cause, 110)}`,
    `    ${paint('dim', `${seen}; example ${example}`)}`,
    `    → ${adviceOf({ id: example, stage, code })}`,
  ].join('\n');
}

function sumOf(groups: CaseGroup[], total: number): string {
  const told = groups.reduce((sum, { cases }) => sum + cases, 0);
  const rest = told < total ? `; ${count(total - told, 'case')} in smaller groups: --limit shows more` : '';
  return `${count(total, 'case')} in ${count(groups.length, 'group')}${rest}. --each lists the documents.`;
}

function eachText(cases: Case[], total: number): string {
  const rows = cases.map(({ id, stage, reason, at, address }) => [
    id,
    stage,
    shown(reason.code),
    moment(at),
    cut(reason.detail, 60),
    cut(address, 80),
  ]);
  const rest = cases.length < total ? `\n\n${cases.length} of ${total}, oldest first: --limit shows more` : '';
  return `${table(['id', 'stage', 'error', 'when', 'detail', 'address'], rows)}${rest}`;
}

const moment = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
