/** A run of text, with its character references decoded. */
export class Text {
  readonly type = 'text';
  parent: Parent;
  prev: AnyNode | null = null;
  next: AnyNode | null = null;
  data: string;
  constructor(parent: Parent, data: string) {
    this.parent = parent;
    this.data = data;
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

/** An element; `name` and the names of `attribs` are in lower case. Of an attribute said twice the first counts. */
export class Element {
  readonly type = 'tag';
  readonly name: string;
  readonly attribs: Readonly<Record<string, string>>;
  parent: Parent;
  prev: AnyNode | null = null;
  next: AnyNode | null = null;
  firstChild: AnyNode | null = null;
  lastChild: AnyNode | null = null;
  constructor(parent: Parent, name: string, attribs: Readonly<Record<string, string>>) {
    this.parent = parent;
    this.name = name;
    this.attribs = attribs;
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

/** The node after `node` in document order, as long as it stands inside `within`. */
export function nextInside(node: AnyNode, within: Parent): AnyNode | null {
  if (node.type === 'tag' && node.firstChild !== null) return node.firstChild;
  for (let at: AnyNode | Parent = node; at !== within && at.type !== 'root'; at = at.parent)
    if (at.next !== null) return at.next;
  return null;
}
