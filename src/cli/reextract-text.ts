import type { Reextracted } from '../archive/reextract.ts';
import { count, cut, paint, shown, table } from './output.ts';
import type { ReextractSummary } from './reextract-tally.ts';

/** What is said of one document; `whole` shows every field, paragraph and removal that differs. Null for one that is as it was. */
export function documentText(one: Reextracted, whole: boolean): string | null {
  const head = `${paint('bold', one.row.id)}  ${shown(one.row.address)}`;
  switch (one.outcome) {
    case 'same':
    case 'shared':
    case 'not-archived':
      return null;
    case 'unreadable':
      return `${head}\n  ${paint('red', 'cannot be read')}: ${shown(one.why)}`;
    case 'now-article':
      return `${head}\n  ${paint('green', 'is an article now')}; was rejected: ${one.was?.code ?? 'for no reason that is known'}`;
    case 'now-rejected':
      return `${head}\n  ${paint('yellow', 'would be rejected now')}: ${one.reason.code}: ${shown(one.reason.detail)}`;
    case 'other-reason':
      return `${head}\n  rejected for another reason: ${one.was?.code ?? 'none'} → ${one.reason.code}`;
    case 'changed':
      return [head, ...(whole ? wholeDifference(one) : [shortDifference(one)])].join('\n');
  }
}

type Changed = Extract<Reextracted, { outcome: 'changed' }>;

function shortDifference({ difference: { fields, paragraphs, reordered, removals } }: Changed): string {
  const parts = fields.map(({ field }) => field);
  const { added, removed } = paragraphs;
  if (added.length + removed.length > 0) parts.push(`body +${added.length} −${removed.length} paragraphs`);
  if (reordered) parts.push('body in another order');
  if (removals.added.length + removals.gone.length > 0)
    parts.push(`removals +${removals.added.length} −${removals.gone.length}`);
  return `  ${parts.join(', ')}`;
}

function wholeDifference({ difference: { fields, paragraphs, reordered, removals } }: Changed): string[] {
  const plus = (text: string): string => paint('green', `    + ${shown(text)}`);
  const minus = (text: string): string => paint('red', `    − ${shown(text)}`);
  const lines = fields.flatMap(({ field, before, after }) => [
    `  ${field}`,
    minus(JSON.stringify(before) ?? ''),
    plus(JSON.stringify(after) ?? ''),
  ]);
  if (paragraphs.removed.length + paragraphs.added.length > 0)
    lines.push('  body', ...paragraphs.removed.map(minus), ...paragraphs.added.map(plus));
  if (reordered) lines.push('  body: the same paragraphs in another order');
  const removal = ({ rule, text }: { rule: string; text: string }): string => `${rule}: ${cut(text, 200)}`;
  if (removals.added.length + removals.gone.length > 0)
    lines.push(
      '  removals',
      ...removals.gone.map((one) => minus(removal(one))),
      ...removals.added.map((one) => plus(removal(one))),
    );
  return lines;
}

const says: [Reextracted['outcome'], string][] = [
  ['same', 'as they were'],
  ['shared', 'told with the document whose article they share'],
  ['changed', 'changed'],
  ['now-article', 'articles now, rejected before'],
  ['now-rejected', 'would be rejected now'],
  ['other-reason', 'rejected for another reason'],
  ['not-archived', 'have no page in the archive'],
  ['unreadable', 'have a page that cannot be read'],
];

/** The sums of a re-extraction. */
export function summaryText(
  { documents, outcomes, fields, bodies, removals, published }: ReextractSummary,
  publish: boolean,
): string {
  const parts = says.flatMap(([outcome, words]) => (outcomes[outcome] ? [`${outcomes[outcome]} ${words}`] : []));
  const lines = [`${count(documents, 'document')}: ${parts.join(', ') || 'none'}`];
  const cells = Object.entries(fields).map(([field, n]) => [field, `${n}`]);
  if (bodies.changed > 0)
    cells.push([
      'body',
      `${bodies.changed} (${bodies.paragraphsAdded} paragraphs more, ${bodies.paragraphsRemoved} fewer)`,
    ]);
  if (cells.length > 0) lines.push('', table(['differs', 'documents'], cells));
  const rules = Object.entries(removals).sort(([a], [b]) => (a < b ? -1 : 1));
  if (rules.length > 0)
    lines.push(
      '',
      table(
        ['rule', 'removals new', 'gone'],
        rules.map(([rule, { added, gone }]) => [rule, `${added}`, `${gone}`]),
      ),
    );
  const could = (outcomes.changed ?? 0) + (outcomes['now-article'] ?? 0);
  if (publish) lines.push('', `${count(published, 'document')} published as new runs`);
  else if (could > 0) lines.push('', `Nothing was written. --publish writes ${count(could, 'document')} as new runs.`);
  return lines.join('\n');
}
