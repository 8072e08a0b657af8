import type { AnyNode, Element } from 'domhandler';
import { foldSpace } from '../../../reading/fold.ts';
import { textOf } from './text-of.ts';

/** The words that stand directly before an element, such as "Updated"; looked for up to two elements further out. */
export function wordsBefore(element: Element): string {
  let words = '';
  let at: AnyNode = element;
  for (let step = 0; step < 6 && words.length < 40; step++) {
    let outer = 0;
    while (!at.prev && at.parent && outer < 2) {
      at = at.parent as AnyNode;
      outer++;
    }
    const previous = at.prev as AnyNode | null;
    if (!previous) break;
    const text =
      previous.type === 'text'
        ? previous.data.slice(-60)
        : 'children' in previous
          ? textOf(previous as Element, 60)
          : '';
    words = `${text} ${words}`;
    at = previous;
    if (foldSpace(text) !== '') break;
  }
  return foldSpace(words).slice(-60);
}
