import type { Removal } from '../pipeline/documents.ts';
import type { ExplainedBlock, Fate } from '../pipeline/explain.ts';

/** One entry of the legend: what became of some blocks, its colour as a hue in degrees, and how much it is. */
export type Mark = {
  id: number;
  kind: Fate['kind'];
  /** The rule that removed, the field that was read; empty for the body. */
  name: string;
  hue: number;
  blocks: number;
  cuts: number;
  characters: number;
};

/** All marks: the body first, then the fields, then the rules, the one that took out most text before the others. */
export type Legend = { marks: Mark[]; of(fate: Fate): Mark };

const ranks = { body: 0, field: 1, removed: 2 };
/** Green and blue are what was kept; a rule has none of their hues. */
const kept = { body: 150, field: 235 };
/** The golden angle keeps neighbours in the list far apart in colour, however many there are. */
const goldenAngle = 137.508;

const nameOf = (fate: Fate): string => (fate.kind === 'removed' ? fate.rule : fate.kind === 'field' ? fate.field : '');
const keyOf = (fate: Fate): string => `${fate.kind} ${nameOf(fate)}`;

/** Counts what became of the blocks and gives each fate its colour. `stray`: removals outside of the blocks. */
export function readLegend(explained: ExplainedBlock[], stray: Removal[]): Legend {
  const marks = new Map<string, Mark>();
  const markOf = (fate: Fate): Mark => {
    const key = keyOf(fate);
    const known = marks.get(key);
    if (known) return known;
    const mark = { id: 0, kind: fate.kind, name: nameOf(fate), hue: 0, blocks: 0, cuts: 0, characters: 0 };
    marks.set(key, mark);
    return mark;
  };
  const countCut = ({ rule, reason, text }: Removal) => {
    const mark = markOf({ kind: 'removed', rule, reason });
    mark.cuts++;
    mark.characters += text.length;
  };
  for (const { text, fate, cuts } of explained) {
    const mark = markOf(fate);
    mark.blocks++;
    mark.characters += text.length;
    cuts.forEach(countCut);
  }
  stray.forEach(countCut);
  const ordered = [...marks.values()].sort((a, b) => ranks[a.kind] - ranks[b.kind] || b.characters - a.characters);
  let rules = 0;
  for (const [id, mark] of ordered.entries()) {
    mark.id = id;
    mark.hue = mark.kind === 'removed' ? hueOf(rules++) : kept[mark.kind];
  }
  return { marks: ordered, of: markOf };
}

/** The hue of the n-th rule: from 260 over red and yellow to 120 degrees, which leaves green and blue out. */
function hueOf(n: number): number {
  return Math.round(260 + ((((n + 0.7) * goldenAngle) % 360) / 360) * 220) % 360;
}
