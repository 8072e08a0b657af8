import type { Explanation } from '../../src/pipeline/explain-document.ts';
import { foldSpace } from '../../src/pipeline/reading/fold.ts';

/** What is wrong with an account; none is what is asked for. */
export type Fault = { kind: 'block' | 'rule' | 'lost' | 'invented'; detail: string };

const FEW = 5;

/**
 * Holds the account of a document against the document's own text: every block once and in order, every removal by a rule
 * that there is, every field's block among the blocks, and the signs of all text kept, read into fields and removed equal
 * to those of `texts`, spaces apart. A body whose evidence names a block was told by the page's data from there on.
 */
export function audit(
  { blocks, removals, evidence }: Pick<Explanation, 'blocks' | 'removals' | 'evidence'>,
  texts: readonly string[],
  rules: ReadonlySet<string>,
): Fault[] {
  const faults: Fault[] = [];
  for (const [at, { n }] of blocks.entries())
    if (n !== at) {
      faults.push({ kind: 'block', detail: `block ${at} is not accounted for: block ${n} stands in its place` });
      break;
    }
  for (const rule of new Set(removals.map((removal) => removal.rule)))
    if (!rules.has(rule)) faults.push({ kind: 'rule', detail: `there is no rule ${rule}` });
  for (const [field, { candidates }] of Object.entries(evidence))
    for (const { block } of candidates)
      if (block !== undefined && blocks[block] === undefined)
        faults.push({ kind: 'block', detail: `${field} was read from block ${block}, which there is not` });
  const placed = new Set(blocks.flatMap(({ cuts }) => cuts));
  for (const removal of removals) {
    const fate = blocks[removal.block]?.fate;
    const told = removal.whole ? fate?.kind === 'removed' && fate.rule === removal.rule : placed.has(removal);
    if (!told) faults.push({ kind: 'block', detail: `${removal.rule} says it took what stays: ${removal.text}` });
  }
  // A story that JSON-LD tells and the page does not show stands below the page's own blocks.
  const told = evidence.body?.candidates[0]?.block ?? blocks.length;
  return [...faults, ...compareText(blocks.slice(0, told), texts)];
}

function compareText(blocks: Explanation['blocks'], texts: readonly string[]): Fault[] {
  const account = blocks.flatMap(({ text, cuts }) => [text, ...cuts.map((cut) => cut.text)]);
  const counts = new Map<string, number>();
  for (const text of texts) for (const sign of signsOf(text)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  for (const text of account) for (const sign of signsOf(text)) counts.set(sign, (counts.get(sign) ?? 0) - 1);
  const off = [...counts.values()];
  if (off.every((count) => count === 0)) return [];
  return [
    ...faultsOf('lost', off.some((count) => count > 0) ? absent(texts, account) : []),
    ...faultsOf('invented', off.some((count) => count < 0) ? absent(account, texts) : []),
  ];
}

/** The signs of a text but for spaces, and for bars: those between the cells of a row are not the page's. */
const signsOf = (text: string): string => foldSpace(text).replace(/[ |]/g, '');

/** The texts that stand nowhere in the others; all, cut short, when each stands somewhere, but not often enough. */
function absent(texts: readonly string[], others: readonly string[]): string[] {
  const all = others.map(signsOf).join('');
  const missing = texts.filter((text) => !all.includes(signsOf(text)));
  return missing.length > 0 ? missing : ['a text that is repeated'];
}

const faultsOf = (kind: Fault['kind'], texts: readonly string[]): Fault[] =>
  texts.slice(0, FEW).map((text) => ({ kind, detail: text.slice(0, 200) }));
