import type { AnyNode, Element, Parent } from '../parse/nodes.ts';

/** Elements that stand on lines of their own. */
export const BLOCKS = new Set(
  'address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol option p pre section select summary table tbody td tfoot th thead tr ul amp-img'.split(
    ' ',
  ),
);

/** The text inside an element, up to a length; inline elements run together, others are parted by a line end. */
export function textOf(element: Element, longest: number): string {
  let text = '';
  const script = element.name === 'script';
  let node = element.firstChild;
  // Empty elements within empty elements say nothing, however many.
  let steps = longest + 500;
  while (node !== null && text.length < longest && steps-- > 0) {
    let inside: AnyNode | null = null;
    // A line end in the source is a space on the page.
    if (node.type === 'text') text += script ? node.data : node.data.replace(/[\r\n]+/g, ' ');
    else if (node.type === 'tag') {
      if (node.name !== 'script' && node.name !== 'style') inside = node.firstChild;
      if (BLOCKS.has(node.name)) text += '\n';
    }
    if (inside !== null) {
      node = inside;
      continue;
    }
    while (node.next === null) {
      const outer: Parent = node.parent;
      if (outer === element || outer.type === 'root') return text.slice(0, longest);
      if (BLOCKS.has(outer.name)) text += '\n';
      node = outer;
    }
    node = node.next;
  }
  return text.slice(0, longest);
}
