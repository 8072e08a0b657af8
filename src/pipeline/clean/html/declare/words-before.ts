import { foldSpace } from '../../../reading/fold.ts';
import type { AnyNode, Element } from '../parse/nodes.ts';
import { textOf } from './text-of.ts';

/** The words that stand directly before an element, such as "Updated"; looked for up to two elements further out. */
export function wordsBefore(element: Element): string {
  let words = '';
  let at: AnyNode = element;
  for (let step = 0; step < 6 && words.length < 40; step++) {
    for (let outer = 0; at.prev === null && at.parent.type !== 'root' && outer < 2; outer++) at = at.parent;
    const previous: AnyNode | null = at.prev;
    if (!previous) break;
    const text =
      previous.type === 'text' ? previous.data.slice(-60) : previous.type === 'tag' ? textOf(previous, 60) : '';
    words = `${text} ${words}`;
    at = previous;
    if (foldSpace(text) !== '') break;
  }
  return foldSpace(words).slice(-60);
}
