import { countWords } from '../../reading/prose.ts';
import type { Scan } from './scan.ts';
import type { Scope } from './scope.ts';
import { StoryLine } from './story-line.ts';

/** Characters; a longer cell is a paragraph of a page that is laid out by tables. */
const LONGEST_CELL = 80;
const BETWEEN = ' | ';

/** The blocks with each row of a table of data in one block, its cells parted by " | ". Numbers the blocks anew. */
export function joinTableRows(scanned: Scan): Scan {
  if (!scanned.blocks.some((block) => block.kind === 'table')) return scanned;
  const joined: StoryLine[] = [];
  const runs = runsOfRows(scanned.blocks);
  const grids = new Set(runs.filter((run) => run.length > 1).map((run) => rowOf(run[0])?.parent ?? null));
  for (const run of runs) {
    const row = rowOf(run[0]);
    const cells = row !== null && run.length > 1 && run.every(isCell) ? [joinCells(run, row)] : run;
    // The one cell of its row, in a table without rows of several, lays out the page.
    const layout = row !== null && run.length === 1 && !grids.has(row.parent);
    for (const cell of cells) {
      if (layout || isLong(cell)) cell.kind = 'paragraph';
      cell.n = joined.length;
      joined.push(cell);
    }
  }
  return { ...scanned, blocks: joined };
}

/** Neighbouring blocks of one row together; any other block alone. */
function runsOfRows(blocks: readonly StoryLine[]): StoryLine[][] {
  const runs: StoryLine[][] = [];
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
function rowOf(block: StoryLine | undefined): Scope | null {
  if (block?.kind !== 'table') return null;
  let scope: Scope | null = block.scope;
  while (scope?.element && scope.element.name !== 'tr') scope = scope.parent;
  return scope?.element ? scope : null;
}

const isCell = (block: StoryLine): boolean => block.kind === 'table' && block.text.length <= LONGEST_CELL;

/** Text in a cell too long for one is a paragraph. */
const isLong = ({ kind, scope, text }: StoryLine): boolean =>
  kind === 'table' && scope.element?.name !== 'tr' && text.length > LONGEST_CELL;

function joinCells(cells: readonly StoryLine[], row: Scope): StoryLine {
  const shown = cells.filter(({ text }) => text !== '');
  const text = shown.map((cell) => cell.text).join(BETWEEN);
  const chars = shown.reduce((sum, cell) => sum + cell.text.length, 0);
  const linked = shown.reduce((sum, cell) => sum + cell.links * cell.text.length, 0);
  const unseen = cells.map((cell) => cell.unseen).filter((one) => one !== '');
  const links = chars === 0 ? 0 : linked / chars;
  const words = countWords(text) - Math.max(0, shown.length - 1);
  const prose = cells.some((cell) => cell.prose);
  return new StoryLine(cells[0]?.n ?? 0, 'table', undefined, text, unseen.join(' '), row, links, words, prose, -1);
}
