import type { AnyNode, Element } from 'domhandler';

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
  let node: AnyNode | null = element.firstChild as AnyNode | null;
  // Empty elements within empty elements say nothing, however many.
  let steps = longest + 500;
  while (node && text.length < longest && steps-- > 0) {
    // A line end in the source is a space on the page.
    if (node.type === 'text') text += script ? node.data : node.data.replace(/[\r\n]+/g, ' ');
    const inside =
      'firstChild' in node && !(node.type === 'style' || (node.type === 'script' && node !== element))
        ? (node.firstChild as AnyNode | null)
        : null;
    if ('name' in node && BLOCKS.has(node.name)) text += '\n';
    if (inside) {
      node = inside;
      continue;
    }
    while (node && !node.next) {
      node = node.parent as AnyNode | null;
      if (node === element) return text.slice(0, longest);
      if (node && 'name' in node && BLOCKS.has(node.name)) text += '\n';
    }
    node = node?.next as AnyNode | null;
  }
  return text.slice(0, longest);
}
