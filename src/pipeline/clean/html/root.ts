import { type DomElement, isElement } from './dom.ts';
import type { Weights } from './measure.ts';
import { furnitureOf } from './names.ts';

/** A child that holds this share of its parent's paragraph text is where the story is. */
const DESCEND = 0.7;
/** An element that calls itself the article is believed when it holds this share of the page's paragraph text. */
const BELIEVED = 0.4;
const LEAVES = new Set(['p', 'blockquote', 'pre', 'ul', 'ol', 'table', 'dl', 'tbody', 'tr', 'figure']);

/**
 * The element that holds the story: an articleBody, article or main element that holds enough of the page's paragraph
 * text, then down as long as one child holds nearly all of it.
 */
export function storyRoot(body: DomElement, weights: Weights): DomElement {
  const total = weights.get(body) ?? 0;
  if (total === 0) return body;
  let root = body;
  for (const [element, weight] of weights) {
    if (weight < total * BELIEVED || rank(element) <= rank(root)) continue;
    root = element;
  }
  for (let child = heaviest(root, weights); child; child = heaviest(root, weights)) {
    if ((weights.get(child) ?? 0) < (weights.get(root) ?? 0) * DESCEND || LEAVES.has(child.name)) break;
    root = child;
  }
  return root;
}

/** How plainly an element says that it is the story. */
function rank(element: DomElement): number {
  if (/\barticleBody\b/.test(element.attribs.itemprop ?? '')) return 3;
  if (element.name === 'article') return 2;
  return element.name === 'main' || element.attribs.role === 'main' ? 1 : 0;
}

function heaviest(parent: DomElement, weights: Weights): DomElement | null {
  let best: DomElement | null = null;
  for (const child of parent.children) {
    if (!isElement(child) || furnitureOf(child.name, child.attribs) === 'hidden') continue;
    if ((weights.get(child) ?? 0) > (best ? (weights.get(best) ?? 0) : 0)) best = child;
  }
  return best;
}
