import { tagFacts } from '../tag-facts.ts';
import { type AnyNode, Comment, Document, Element, type Parent, Text } from './nodes.ts';
import type { Word } from './word.ts';

/** What ends the building of a tree: a bound that the page is past. */
export class PastBound extends Error {
  readonly code: string;
  constructor(code: string, detail: string) {
    super(detail);
    this.code = code;
  }
}

export type Bounds = { deepest: number; mostNodes: number };

/** The tree of a page while its tags come in; open elements end where others imply it. */
export class Tree {
  readonly root = new Document();
  private readonly open: Element[] = [];
  private at: Parent = this.root;
  /** The text that was added last: what follows with nothing between belongs to it. */
  private lastText: Text | null = null;
  /** Whether a slash ends an element here: one entry for each svg or math, and each element of text inside them. */
  private readonly slashEnds: boolean[] = [];
  private nodes = 0;
  private readonly bounds: Bounds;
  constructor(bounds: Bounds) {
    this.bounds = bounds;
  }

  /** A piece of text; `blank` says that it is white space alone. */
  text(data: string, blank: boolean): void {
    const { lastText } = this;
    if (lastText === null || this.at.lastChild !== lastText) {
      this.lastText = new Text(this.at, data, blank);
      this.append(this.lastText);
    } else {
      lastText.data += data;
      lastText.blank &&= blank;
    }
  }

  comment(): void {
    this.count();
    this.append(new Comment(this.at));
  }

  /**
   * A tag that opens an element. `slashed` says that it ends in a slash, `coded` that values may hold character references;
   * gives whether the element's content follows.
   */
  start(
    name: string,
    pairs: readonly string[],
    slashed: boolean,
    coded = false,
    classes: Word | null = null,
    id: Word | null = null,
  ): boolean {
    const tag = tagFacts(name);
    if (tag.ends !== null) while (tag.ends.has(this.innermost)) this.leave();
    this.count();
    if (this.open.length >= this.bounds.deepest)
      throw new PastBound('too-deep', `the page nests more than ${this.bounds.deepest} elements`);
    const element = new Element(this.at, name, tag, pairs, coded, classes, id);
    this.append(element);
    if (tag.empty) return false;
    if (tag.slashEnds !== null) this.slashEnds.push(tag.slashEnds);
    if (slashed && this.slashEnds.at(-1) === true) return false;
    this.open.push(element);
    this.at = element;
    return !slashed;
  }

  /** The name of the element that is open and was opened last; empty when none is. */
  get innermost(): string {
    return this.open[this.open.length - 1]?.name ?? '';
  }

  /** A tag that closes an element, and with it what stands open inside; one that closes nothing is passed over. */
  end(name: string): void {
    if (name === this.innermost && this.slashEnds.length === 0) {
      this.leave();
      return;
    }
    const tag = tagFacts(name);
    if (tag.slashEnds !== null) this.slashEnds.pop();
    if (name === 'br') this.start('br', NONE, false);
    if (tag.empty) return;
    let from = this.open.length - 1;
    while (from >= 0 && this.open[from]?.name !== name) from--;
    if (from >= 0) while (this.open.length > from) this.leave();
    else if (name === 'p') {
      this.start('p', NONE, false);
      this.leave();
    }
  }

  private leave(): void {
    this.open.pop();
    this.at = this.open.at(-1) ?? this.root;
  }

  private append(node: AnyNode): void {
    const { at } = this;
    const last = at.lastChild;
    if (last === null) at.firstChild = node;
    else {
      last.next = node;
      node.prev = last;
    }
    at.lastChild = node;
  }

  private count(): void {
    if (++this.nodes > this.bounds.mostNodes)
      throw new PastBound('too-many-nodes', `the page has more than ${this.bounds.mostNodes} elements and comments`);
  }
}

export const NONE: readonly string[] = [];
