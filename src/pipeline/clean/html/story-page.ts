import type { Note, Removal } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { shownAuthors } from './authors.ts';
import { furnitureOf } from './furniture.ts';
import { otherStories } from './other-stories.ts';
import type { Part } from './part-words.ts';
import { storyRoot } from './root.ts';
import type { Scan } from './scan.ts';
import { isWithin, type Scope } from './scope.ts';
import { type StoryLine, textLine } from './story-line.ts';

/** Characters of prose under which a root may be no story. */
const LITTLE = 400;
const LEAST_SHARE = 0.15;

/**
 * What a page says of itself that the rules look at: titles and authors as comparisonKeys, the story as its data tells it,
 * and whether it is a live blog.
 */
export type Said = { titles: readonly string[]; authors: readonly string[]; told: string | null; live: boolean };

/** A page on its way through the rules. Rules read it and take from it; it keeps the account. */
export class StoryPage {
  readonly lines: StoryLine[];
  readonly scopes: readonly Scope[];
  /** The element that holds the story; null when the page holds no prose. */
  readonly root: Scope | null;
  /** How many time elements the page has. */
  readonly times: number;
  /** The parts of the page that hold furniture. */
  readonly parts: ReadonlySet<Part>;
  /** The elements that hold another whole story. */
  readonly others: ReadonlySet<Scope>;
  readonly titles: readonly string[];
  readonly authors: readonly string[];
  readonly told: string | null;
  readonly live: boolean;
  /** What rules did that is no removal. */
  readonly notes: Note[] = [];
  /** The number of the first line that the page does not show but its data tells; null when there is none. */
  firstTold: number | null = null;
  /** What took each line, by the line's number. */
  private readonly taken: (Removal | null)[];
  /** What was taken from lines that are kept. */
  private readonly cuts: Removal[] = [];
  /** The kept lines, until the next one is taken or given back: most rules take nothing. */
  private keptLines: readonly StoryLine[] | null = null;

  constructor({ blocks, scopes, times }: Scan, said: Said) {
    this.others = otherStories(blocks, said.titles, comparisonKey);
    let furniture = furnitureOf(scopes, false, this.others);
    let root = storyRoot(blocks, scopes, furniture);
    // Names that leave next to nothing of the page were misread: then only elements count.
    if ((root?.prose ?? 0) < Math.min(LITTLE, (scopes[0]?.prose ?? 0) * LEAST_SHARE)) {
      furniture = furnitureOf(scopes, true, this.others);
      root = storyRoot(blocks, scopes, furniture);
    }
    this.scopes = scopes;
    this.root = root;
    this.parts = new Set(furniture.map((scope) => scope?.part ?? null).filter((part) => part !== null));
    this.times = times;
    this.titles = said.titles;
    this.told = said.told;
    this.live = said.live;
    this.authors = [...new Set([...said.authors, ...shownAuthors(blocks, scopes)])].filter((name) =>
      /^\S+ \S.{0,45}$/.test(name),
    );
    this.taken = blocks.map(() => null);
    this.lines = blocks;
    for (const line of blocks) {
      line.inRoot = isWithin(line.scope, root);
      line.furniture = furniture[line.scope.n] ?? null;
    }
  }

  /** The lines that no rule has taken yet, in order. */
  kept(): readonly StoryLine[] {
    this.keptLines ??= this.lines.filter((line) => this.taken[line.n] === null);
    return this.keptLines;
  }

  /** The kept lines that make the body: all but captions. */
  story(): StoryLine[] {
    return this.kept().filter((line) => line.kind !== 'caption');
  }

  /** The rule that took a line; null while it is kept. */
  ruleOf(line: StoryLine): string | null {
    return this.taken[line.n]?.rule ?? null;
  }

  /** Takes a whole block out, unless a rule before took it. */
  remove(line: StoryLine, rule: { id: string }, reason: string): void {
    if (this.taken[line.n] !== null) return;
    this.taken[line.n] = { block: line.n, whole: true, text: line.text || line.unseen, rule: rule.id, reason };
    this.keptLines = null;
  }

  /** Takes the end of a kept line out, from a place in its text on. */
  cutEnd(line: StoryLine, from: number, rule: { id: string }, reason: string): void {
    this.cuts.push({ block: line.n, whole: false, text: line.cut(from), rule: rule.id, reason });
  }

  /** Adds paragraphs that the page's data tells and the page does not show; they stand below its lines. */
  tell(paragraphs: readonly string[]): void {
    this.firstTold = this.lines.length;
    this.keptLines = null;
    for (const text of paragraphs) {
      const scope = this.scopes[0];
      if (scope === undefined) return;
      this.lines.push(textLine(text, this.lines.length, scope));
      this.taken.push(null);
    }
  }

  /** Gives back these lines, whichever rule took them. */
  giveBack(lines: readonly StoryLine[]): void {
    for (const { n } of lines) this.taken[n] = null;
    this.keptLines = null;
  }

  /** The account: each whole removal, and what stands unseen inside blocks, removed ones too. */
  removals(): Removal[] {
    const all: Removal[] = [];
    for (const line of this.lines) {
      const whole = this.taken[line.n];
      if (whole) all.push(whole);
      if (line.unseen !== '' && (!whole || line.text !== ''))
        all.push({
          block: line.n,
          whole: false,
          text: line.unseen,
          rule: 'unseen-text',
          reason: 'not shown by the page',
        });
    }
    return this.cuts.length === 0 ? all : [...all, ...this.cuts].sort((a, b) => a.block - b.block);
  }
}
