import type { Block, Declaration, Note, Removal } from '../documents.ts';
import { foldSpace } from '../reading/fold.ts';
import { headlineAt } from '../reading/headline.ts';
import { Line, type LineSource } from '../reading/line.ts';
import { storyRegion } from '../reading/region.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** What a parser hands over for one block. */
export type ParsedBlock = LineSource;

/** The story's span is read generously, so that lists within it do not cut it short; its start strictly, past all menus. */
const SPAN_COST = 3;
const START_COST = 5;

/** Flattened text on its way through the rules. Rules read it and take from it; it keeps the account. */
export class Page {
  readonly lines: readonly Line[];
  /** What rules read off the lines they took. */
  readonly declared: Declaration[] = [];
  readonly notes: Note[] = [];
  readonly vocabulary: Vocabulary;
  /** One slot a block: what took it whole. */
  private readonly taken: (Removal | undefined)[];
  /** Lines taken by rules that tell where a story is over. */
  private readonly closing = new Set<number>();
  private readonly cuts = new Map<number, Removal[]>();
  private region: { first: number; last: number } | null | undefined;
  private headlineLine: number | null | undefined;

  constructor(blocks: readonly ParsedBlock[], vocabulary: Vocabulary) {
    this.lines = blocks.map((block, n) => new Line(block, n));
    this.taken = new Array<Removal | undefined>(this.lines.length);
    this.vocabulary = vocabulary;
  }

  /** The lines that no rule has taken yet, in order. */
  kept(): Line[] {
    return this.lines.filter((line) => this.taken[line.n] === undefined);
  }

  /** The id of the rule that took the whole line; null when it is kept. */
  ruleOf(n: number): string | null {
    return this.taken[n]?.rule ?? null;
  }

  /** Whether the line was taken by a rule that tells where a story is over. */
  isClosing(n: number): boolean {
    return this.closing.has(n);
  }

  isKept(n: number): boolean {
    return this.taken[n] === undefined;
  }

  /** The main language the document declares of itself; null when it declares none. */
  get language(): string | null {
    const declared = this.declared.find(({ field }) => field === 'language')?.value;
    return declared?.slice(0, 2).toLowerCase() ?? null;
  }

  /** The stretch of kept lines that holds the story; null when there is no prose. */
  story(): { first: number; last: number } | null {
    if (this.region === undefined) {
      this.region = regionOf(this.kept());
    }
    return this.region;
  }

  /** The line that is the document's headline; null when it shows none. */
  headline(): Line | null {
    if (this.headlineLine === undefined || (this.headlineLine !== null && !this.isKept(this.headlineLine))) {
      const lines = this.kept();
      this.headlineLine = headlineAt({
        lines,
        story: storyRegion(lines, START_COST) ?? { first: lines.length, last: lines.length },
        declared: this.declared.filter(({ field }) => field === 'title').map(({ value }) => value),
        language: this.language,
        vocabulary: this.vocabulary,
      });
    }
    return this.headlineLine === null ? null : (this.lines[this.headlineLine] ?? null);
  }

  /** Takes a whole block out, unless a rule before took it. Its removal holds the text as it stood. */
  remove(line: Line, rule: { id: string; restOfDocument?: boolean }, reason: string): void {
    if (this.taken[line.n]) return;
    if (rule.restOfDocument) this.closing.add(line.n);
    this.taken[line.n] = { block: line.n, whole: true, text: line.original, rule: rule.id, reason };
    this.region = undefined;
  }

  /** Takes the parts [start, end) out of a block's text; they must be in order and apart from each other. */
  cut(line: Line, parts: readonly { start: number; end: number }[], rule: { id: string }, reason: string): void {
    if (parts.length === 0 || this.taken[line.n]) return;
    const removals = this.cuts.get(line.n) ?? [];
    const kept: string[] = [];
    let from = 0;
    for (const { start, end } of parts) {
      const text = foldSpace(line.text.slice(start, end));
      kept.push(line.text.slice(from, start));
      from = end;
      if (text !== '') removals.push({ block: line.n, whole: false, text, rule: rule.id, reason });
    }
    kept.push(line.text.slice(from));
    this.cuts.set(line.n, removals);
    line.set(foldSpace(kept.join('')));
    this.region = undefined;
  }

  typeAs(line: Line, kind: Block['kind']): void {
    line.set(line.text, kind);
    this.region = undefined;
  }

  /** Notes a value that a rule read off a block it took. */
  declare(field: string, value: string, rule: { id: string }, line: Line): void {
    if (value !== '') this.declared.push({ field, value, source: rule.id, block: line.n });
  }

  /** Gives back the lines, whole and uncut. */
  giveBack(lines: readonly Line[]): void {
    for (const line of lines) {
      this.taken[line.n] = undefined;
      this.closing.delete(line.n);
      if (this.cuts.delete(line.n)) line.set(line.original);
    }
    this.region = undefined;
    this.headlineLine = undefined;
  }

  /** The account: each whole removal, and the parts cut from blocks that stay. */
  removals(): Removal[] {
    const all: Removal[] = [];
    for (const line of this.lines) {
      const whole = this.taken[line.n];
      if (whole) all.push(whole);
      else for (const removal of this.cuts.get(line.n) ?? []) all.push(removal);
    }
    return all;
  }
}

function regionOf(lines: readonly Line[]): { first: number; last: number } | null {
  const found = storyRegion(lines, SPAN_COST);
  const [first, last] = found ? [lines[found.first], lines[found.last]] : [];
  return first && last ? { first: first.n, last: last.n } : null;
}
