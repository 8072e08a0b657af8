import type { AnyNode, Element, Parent } from '../parse/nodes.ts';

const LINE_ENDS = /[\r\n]+/g;

/**
 * The text inside an element, up to a length; inline elements run together, others are parted by a line end. What is for screen
 * readers alone is not among it.
 */
export function textOf(element: Element, longest: number): string {
  let text = '';
  const script = element.name === 'script';
  let node = element.firstChild;
  // Empty elements within empty elements say nothing, however many.
  let steps = longest + 500;
  while (node !== null && text.length < longest && steps-- > 0) {
    let inside: AnyNode | null = null;
    // A line end in the source is a space on the page.
    if (node.type === 'text') text += script ? node.data : node.data.replace(LINE_ENDS, ' ');
    else if (node.type === 'tag') {
      if (node.name !== 'script' && node.name !== 'style' && node.classFacts?.spoken !== true) inside = node.firstChild;
      if (node.tag.line) text += '\n';
    }
    if (inside !== null) {
      node = inside;
      continue;
    }
    while (node.next === null) {
      const outer: Parent = node.parent;
      if (outer === element || outer.type === 'root') return text.slice(0, longest);
      if (outer.tag.line) text += '\n';
      node = outer;
    }
    node = node.next;
  }
  return text.slice(0, longest);
}
