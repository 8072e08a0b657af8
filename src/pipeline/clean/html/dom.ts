import { type CheerioAPI, load } from 'cheerio/slim';

type Root = ReturnType<CheerioAPI['root']>[number];
/** A node of a parsed page. */
export type DomNode = Root['children'][number];
/** An element of a parsed page: a node that has a name and attributes. */
export type DomElement = Extract<DomNode, { attribs: unknown }>;

/** Parses a page once, with htmlparser2. Call `tooMuch` first: deep nesting takes the parser quadratic time. */
export function parsePage(html: string): DomNode[] {
  return load(html, { xml: { xmlMode: false, decodeEntities: true } }).root()[0]?.children ?? [];
}

export const isElement = (node: DomNode): node is DomElement => 'attribs' in node;

/** What a walk tells of each node: `enter` may answer "skip" to leave an element's children out. */
export type Visitor = {
  enter(element: DomElement): 'skip' | undefined;
  leave(element: DomElement): void;
  text(data: string): void;
};

/** Walks in document order without recursion, so that no depth of nesting can break it. */
export function walk(roots: readonly DomNode[], visitor: Visitor): void {
  type Frame = { element: DomElement | null; children: readonly DomNode[]; at: number };
  const frames: Frame[] = [{ element: null, children: roots, at: 0 }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    const node = frame.children[frame.at++];
    if (node === undefined) {
      if (frame.element) visitor.leave(frame.element);
      frames.pop();
    } else if (node.type === 'text') visitor.text(node.data);
    else if (isElement(node) && visitor.enter(node) !== 'skip')
      frames.push({ element: node, children: node.children, at: 0 });
    else if (node.type === 'cdata') frames.push({ element: null, children: node.children, at: 0 });
  }
}
