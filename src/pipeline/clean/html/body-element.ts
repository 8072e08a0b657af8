import type { Element } from './parse/nodes.ts';
import { isWithin, type Scope } from './scope.ts';
import type { StoryPage } from './story-page.ts';

/** The share of the root's prose that an element must hold to be believed when it says that it is the story. */
const LEAST = 0.6;
const NAMED = /(?:^|[\s_-])(?:article|story|post|entry|news)[-_]{0,2}(?:body|content|text)(?:$|[\s_-])/i;

/**
 * The innermost element within the story's root whose markup says that it is the article or its body, and that holds most
 * of the root's own prose; the root when there is none. By an article element, microdata or RDFa, or the class names that
 * publishing systems give.
 */
export function bodyElement(page: StoryPage): Scope | null {
  const held = ownProse(page);
  const least = (page.root ? (held[page.root.n] ?? 0) : 0) * LEAST;
  let best = page.root;
  for (const scope of page.scopes) {
    const prose = held[scope.n] ?? 0;
    if (prose > 0 && prose >= least && scope !== page.root && isWithin(scope, best) && saysStory(scope.element))
      best = scope;
  }
  return best;
}

/** The characters of prose that stand in each scope of the root, by its place, and in no part of the page's furniture. */
function ownProse({ lines, scopes }: StoryPage): Float64Array {
  const held = new Float64Array(scopes.length);
  for (const { scope, prose, inRoot, furniture, text } of lines)
    if (prose && inRoot && furniture === null) held[scope.n] = (held[scope.n] ?? 0) + text.length;
  for (let at = scopes.length - 1; at > 0; at--) {
    const parent = scopes[at]?.parent;
    if (parent) held[parent.n] = (held[parent.n] ?? 0) + (held[at] ?? 0);
  }
  return held;
}

function saysStory(element: Element | null): boolean {
  if (element === null) return false;
  const told = (name: string): string => element.attribute(name) ?? '';
  return (
    element.name === 'article' ||
    /\barticleBody\b/.test(told('itemprop') || told('property')) ||
    NAMED.test(told('class')) ||
    NAMED.test(told('id'))
  );
}
