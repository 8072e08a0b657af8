import type { Element } from './parse/nodes.ts';
import type { Scope } from './scope.ts';
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
  const least = (page.root ? (held.get(page.root) ?? 0) : 0) * LEAST;
  let best = page.root;
  for (const [scope, prose] of held)
    if (scope !== page.root && prose >= least && saysStory(scope.element) && isWithin(scope, best)) best = scope;
  return best;
}

/** The characters of prose that stand in each scope of the root and in no part of the page's furniture; parents first. */
function ownProse({ lines, scopes }: StoryPage): Map<Scope, number> {
  const held = new Map<Scope, number>();
  for (const { scope, prose, inRoot, furniture, text } of lines)
    if (prose && inRoot && furniture === null) held.set(scope, (held.get(scope) ?? 0) + text.length);
  for (const scope of scopes.toReversed()) {
    const prose = held.get(scope);
    if (prose !== undefined && scope.parent) held.set(scope.parent, (held.get(scope.parent) ?? 0) + prose);
  }
  return new Map(scopes.filter((scope) => held.has(scope)).map((scope) => [scope, held.get(scope) ?? 0]));
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

function isWithin(scope: Scope, outer: Scope | null): boolean {
  for (let at: Scope | null = scope; at; at = at.parent) if (at === outer) return true;
  return false;
}
