import type { NameFacts } from '../name-facts.ts';
import type { TagFacts } from '../tag-facts.ts';
import { decodeAttribute } from './character-references.ts';
import type { Word } from './word.ts';

/** A run of text, with its character references decoded. */
export class Text {
  readonly type = 'text';
  parent: Parent;
  prev: AnyNode | null = null;
  next: AnyNode | null = null;
  data: string;
  /** Whether it is white space alone, as most are: what lays the markup out. */
  blank: boolean;
  constructor(parent: Parent, data: string, blank: boolean) {
    this.parent = parent;
    this.data = data;
    this.blank = blank;
  }
}

/** A place where the markup holds a comment, a declaration or an instruction; what it says is not kept. */
export class Comment {
  readonly type = 'comment';
  parent: Parent;
  prev: AnyNode | null = null;
  next: AnyNode | null = null;
  constructor(parent: Parent) {
    this.parent = parent;
  }
}

/** An element; its name and those of its attributes are in lower case. Of an attribute said twice the first counts. */
export class Element {
  readonly type = 'tag';
  readonly name: string;
  /** What its name alone says. */
  readonly tag: TagFacts;
  /**
   * Attributes as they stand: name, value, name, value; valueAt decodes a value. The walks over all elements look here: few
   * elements have many, and objects of as many shapes as a page has elements are dear to make and to ask.
   */
  readonly pairs: readonly string[];
  /** Whether any of its values may hold a character reference; few do, and most of those are never asked for. */
  private readonly coded: boolean;
  parent: Parent;
  prev: AnyNode | null = null;
  next: AnyNode | null = null;
  firstChild: AnyNode | null = null;
  lastChild: AnyNode | null = null;
  private readonly classes: Word | null;
  private readonly id: Word | null;
  constructor(
    parent: Parent,
    name: string,
    tag: TagFacts,
    pairs: readonly string[],
    coded: boolean,
    classes: Word | null,
    id: Word | null,
  ) {
    this.parent = parent;
    this.name = name;
    this.tag = tag;
    this.pairs = pairs;
    this.coded = coded;
    this.classes = classes;
    this.id = id;
  }

  /** What its class list says; null when it has none. */
  get classFacts(): NameFacts | null {
    return this.classes === null ? null : this.classes.facts;
  }

  /** What its id says; null when it has none. */
  get idFacts(): NameFacts | null {
    return this.id === null ? null : this.id.facts;
  }

  /** Whether the element has an attribute of that name. */
  has(name: string): boolean {
    const { pairs } = this;
    for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === name) return true;
    return false;
  }

  /** The value of an attribute; undefined when the element has none of that name. */
  attribute(name: string): string | undefined {
    const { pairs } = this;
    for (let at = 0; at < pairs.length; at += 2) if (pairs[at] === name) return this.valueAt(at + 1);
    return undefined;
  }

  /** The value that stands at a place of `pairs`. */
  valueAt(at: number): string {
    const value = this.pairs[at] ?? '';
    return this.coded ? decodeAttribute(value) : value;
  }
}

/** The root above all elements of a page. */
export class Document {
  readonly type = 'root';
  readonly parent = null;
  readonly prev = null;
  readonly next = null;
  firstChild: AnyNode | null = null;
  lastChild: AnyNode | null = null;
}

export type AnyNode = Text | Comment | Element;
export type Parent = Element | Document;

/** The first element inside `within`, in document order, that passes the test. */
export function findElement(within: Parent, test: (element: Element) => boolean): Element | null {
  for (let node = within.firstChild; node !== null; node = nextInside(node, within))
    if (node.type === 'tag' && test(node)) return node;
  return null;
}

/** The nodes right in `within`, in order. */
export function childrenOf(within: Parent): AnyNode[] {
  const children: AnyNode[] = [];
  for (let node = within.firstChild; node !== null; node = node.next) children.push(node);
  return children;
}

/** All elements inside `within` that pass the test, in document order. */
export function elementsIn(within: Parent, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  for (let node = within.firstChild; node !== null; node = nextInside(node, within))
    if (node.type === 'tag' && test(node)) found.push(node);
  return found;
}

/** The node after `node` in document order, as long as it stands inside `within`. */
export function nextInside(node: AnyNode, within: Parent): AnyNode | null {
  if (node.type === 'tag' && node.firstChild !== null) return node.firstChild;
  for (let at: AnyNode | Parent = node; at !== within && at.type !== 'root'; at = at.parent)
    if (at.next !== null) return at.next;
  return null;
}
