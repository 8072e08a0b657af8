import { DeclarationReader } from './declared.ts';
import { type DomElement, type DomNode, walk } from './dom.ts';
import { unread } from './names.ts';

/** What an element holds: the characters of paragraph text that is no link. */
export type Weights = ReadonlyMap<DomElement, number>;

const PARAGRAPH = new Set(['p', 'blockquote', 'pre', 'dd']);
/** Text right in a div counts from this length on: many pages have no paragraphs. */
const LONG_TEXT = 80;

/** First walk over a page: weighs the paragraph text of each element and gathers what the page declares. */
export function measure(roots: readonly DomNode[]): {
  weights: Weights;
  declared: DeclarationReader;
  body: DomElement | null;
} {
  const weights = new Map<DomElement, number>();
  const declared = new DeclarationReader();
  const open: { element: DomElement; weight: number }[] = [];
  let body: DomElement | null = null;
  let inLink = 0;
  let inParagraph = 0;
  walk(roots, {
    enter(element) {
      declared.read(element);
      if (element.name === 'body') body ??= element;
      if (unread.has(element.name) && element.name !== 'head') return 'skip';
      if (element.name === 'a') inLink++;
      if (PARAGRAPH.has(element.name)) inParagraph++;
      open.push({ element, weight: 0 });
      return undefined;
    },
    leave(element) {
      if (element.name === 'a') inLink--;
      if (PARAGRAPH.has(element.name)) inParagraph--;
      const done = open.pop();
      const parent = open.at(-1);
      if (!done) return;
      weights.set(element, done.weight);
      if (parent) parent.weight += done.weight;
    },
    text(data) {
      if (inLink > 0) return;
      const top = open.at(-1);
      const length = data.trim().length;
      if (top && (inParagraph > 0 || length >= LONG_TEXT)) top.weight += length;
    },
  });
  return { weights, declared, body };
}
