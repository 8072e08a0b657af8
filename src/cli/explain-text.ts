import type { ExplainedBlock } from '../pipeline/explain.ts';
import type { Explanation } from '../pipeline/explain-document.ts';
import { paint, shown } from './output.ts';

/** An explanation for a terminal: what became of the document, each block, each field with its candidates, the notes. */
export function explanationText({ outcome, reason, kind, blocks, evidence, notes }: Explanation): string {
  const lines = blocks.map(blockText);
  const ending = reason
    ? `${paint('red', outcome)} ${reason.code}: ${shown(reason.detail)}`
    : `${paint('green', outcome)}${kind ? ` ${paint('dim', kind.reason)}` : ''}`;
  const signs = (kind?.signs ?? []).map(
    ({ points, why }) => `  ${pointsText(points)} ${points > 0 ? shown(why) : paint('dim', shown(why))}`,
  );
  const sum = kind ? [`  ${pointsText(kind.points)} ${paint('dim', 'in sum; above 0 it is no article')}`] : [];
  const fields = Object.entries(evidence).flatMap(([field, { source, candidates }]) => [
    `${paint('bold', field)}${source === null ? paint('dim', ' – nothing found that holds') : ''}`,
    ...candidates.map(({ value, source: from, lost }) =>
      lost === undefined
        ? `  ${paint('green', '✓')} ${shown(value)} ${paint('dim', `from ${from}`)}`
        : `  ${paint('yellow', '✗')} ${shown(value)} ${paint('dim', `from ${from}; lost: ${lost}`)}`,
    ),
  ]);
  const remarks = notes.map(({ code, detail }) => `${paint('yellow', 'note')} ${code}: ${shown(detail)}`);
  return [ending, ...signs, ...sum, '', ...lines, '', ...fields, ...remarks].join('\n').trimEnd();
}

/** Points with their sign, in a column: `+1.5`, `-0.5`. */
export const pointsText = (points: number): string => `${points > 0 ? '+' : ''}${points.toFixed(1)}`.padStart(5);

function blockText({ text, fate, cuts }: ExplainedBlock): string {
  const under = (rule: string, reason: string): string =>
    `\n${' '.repeat(12)}${paint('yellow', rule)}: ${shown(reason)}`;
  const parts = cuts.map((cut) => under(cut.rule, `"${cut.text}" was cut from it: ${cut.reason}`)).join('');
  if (fate.kind === 'body') return `${paint('green', '  kept     ')} ${shown(text)}${parts}`;
  if (fate.kind === 'field') return `${paint('cyan', `  ${fate.field.padEnd(9)}`)} ${shown(text)}${parts}`;
  return `${paint('red', '  removed  ')} ${paint('dim', shown(text))}${under(fate.rule, fate.reason)}${parts}`;
}
