import { countWords, endsSentence } from '../../reading/prose.ts';
import type { ScannedBlock } from './block.ts';
import type { Scan } from './scan.ts';
import type { Scope } from './scope.ts';

/** Characters; a longer cell is a paragraph of a page that is laid out by tables. */
const LONGEST_CELL = 80;
const BETWEEN = ' | ';

/** The blocks with each row of a table of data in one block, its cells parted by " | ". Numbers the blocks anew. */
export function joinTableRows(scanned: Scan): Scan {
  if (!scanned.blocks.some((block) => block.kind === 'table')) return scanned;
  const joined: ScannedBlock[] = [];
  const runs = runsOfRows(scanned.blocks);
  const grids = new Set(runs.filter((run) => run.length > 1).map((run) => rowOf(run[0])?.parent ?? null));
  for (const run of runs) {
    const row = rowOf(run[0]);
    const cells = row !== null && run.length > 1 && run.every(isCell) ? [joinCells(run, row)] : run;
    const layout = row !== null && run.length === 1 && !grids.has(row.parent);
    for (const cell of cells) joined.push(numbered(layout ? asParagraph(cell) : paragraphIfLong(cell), joined.length));
  }
  return { ...scanned, blocks: joined };
}

/** Neighbouring blocks of one row together; any other block alone. */
function runsOfRows(blocks: readonly ScannedBlock[]): ScannedBlock[][] {
  const runs: ScannedBlock[][] = [];
  let current: Scope | null = null;
  for (const block of blocks) {
    const row = rowOf(block);
    if (row !== null && row === current) runs.at(-1)?.push(block);
    else runs.push([block]);
    current = row;
  }
  return runs;
}

/** The row that a block stands in; null outside tables. */
function rowOf(block: ScannedBlock | undefined): Scope | null {
  if (block?.kind !== 'table') return null;
  let scope: Scope | null = block.scope;
  while (scope?.element && scope.element.name !== 'tr') scope = scope.parent;
  return scope?.element ? scope : null;
}

const isCell = (block: ScannedBlock): boolean => block.kind === 'table' && block.text.length <= LONGEST_CELL;

const numbered = (block: ScannedBlock, n: number): ScannedBlock => (block.n === n ? block : { ...block, n });

/** The one cell of its row, in a table without rows of several, lays out the page. */
const asParagraph = (block: ScannedBlock): ScannedBlock => ({ ...block, kind: 'paragraph' });

/** Text in a cell too long for one is a paragraph. */
const paragraphIfLong = (block: ScannedBlock): ScannedBlock =>
  block.kind === 'table' && block.scope.element?.name !== 'tr' && block.text.length > LONGEST_CELL
    ? { ...block, kind: 'paragraph' }
    : block;

function joinCells(cells: readonly ScannedBlock[], row: Scope): ScannedBlock {
  const shown = cells.filter(({ text }) => text !== '');
  const text = shown.map((cell) => cell.text).join(BETWEEN);
  const chars = shown.reduce((sum, cell) => sum + cell.text.length, 0);
  const linked = shown.reduce((sum, cell) => sum + cell.links * cell.text.length, 0);
  return {
    n: cells[0]?.n ?? 0,
    kind: 'table',
    level: undefined,
    text,
    unseen: cells
      .map(({ unseen }) => unseen)
      .filter((unseen) => unseen !== '')
      .join(' '),
    scope: row,
    links: chars === 0 ? 0 : linked / chars,
    words: countWords(text) - Math.max(0, shown.length - 1),
    prose: cells.some((cell) => cell.prose),
    endsSentence: endsSentence(text),
    endLink: -1,
  };
}
