import type { Part } from './part-words.ts';
import type { Scope } from './scope.ts';

/** A part that holds more than this share of the page's prose is misnamed: page builders name things as they like. */
const MOST = 0.4;
/** Parts that never are the story, however much text they hold, unless the headline stands in them. */
const NEVER: ReadonlySet<Part> = new Set<Part>(['comments', 'consent', 'related']);
/** Parts that on many pages together hold more text than the story; of the others, all together hold less. */
const MANY: ReadonlySet<Part> = new Set<Part>(['teaser', 'aside', 'navigation', 'footer']);
/** Parts that sentences may stand in all the same: what is named more exactly within them is heard. */
const LOOSE: ReadonlySet<Part | null> = new Set<Part | null>(['meta', 'tags', 'button']);
/** Characters of prose that are a story already: what is shown beside them may be hidden elsewhere. */
const ENOUGH = 500;
const LARGEST = new Set(['html', 'body', 'main']);

/** For each scope, by its place, the element of the part that it stands in; null in the story. */
export type Furniture = readonly (Scope | null)[];

/**
 * What stands in a part of the page that is not the story. A part is not
 * believed when it, or all of its kind together, hold most of the page's prose.
 * @param byElementOnly class names and ids are not heard, but those of comments
 * @param others the elements that hold another whole story
 */
export function furnitureOf(scopes: readonly Scope[], byElementOnly: boolean, others: ReadonlySet<Scope>): Furniture {
  const pageProse = scopes[0]?.prose ?? 0;
  const most = pageProse * MOST;
  const together = proseByPart(scopes, most);
  const furniture: (Scope | null)[] = [];
  for (const scope of scopes) {
    const above = (scope.parent && furniture[scope.parent.n]) ?? null;
    const own =
      isNamed(scope) && scope.part && (!byElementOnly || scope.part === 'comments' || saysByElement(scope))
        ? scope.part
        : null;
    const heard = own !== null && (above === null || (LOOSE.has(above.part) && !LOOSE.has(own)));
    furniture.push(others.has(scope) || (heard && believed(scope, own)) ? scope : above);
  }
  return furniture;

  function believed(scope: Scope, part: Part): boolean {
    if (NEVER.has(part)) return !(scope.headed && scope.prose > most);
    if (scope.prose > most) return false;
    if (MANY.has(part)) return true;
    return (together.get(part) ?? 0) <= (part === 'hidden' ? Math.max(most, pageProse - ENOUGH) : most);
  }
}

/** The prose that stands in each kind of part; parts within parts count once. */
function proseByPart(scopes: readonly Scope[], most: number): Map<Part, number> {
  const together = new Map<Part, number>();
  for (let at = 0; at < scopes.length; at++) {
    const scope = scopes[at];
    if (!scope?.part || !isNamed(scope) || scope.prose > most) continue;
    together.set(scope.part, (together.get(scope.part) ?? 0) + scope.prose);
    at = scope.end - 1;
  }
  return together;
}

/** A caption is a block of its own kind, not furniture. */
const isNamed = (scope: Scope): boolean =>
  scope.part !== null && scope.part !== 'caption' && !LARGEST.has(scope.element?.name ?? '');

const saysByElement = (scope: Scope): boolean => scope.part === 'hidden' || scope.part === scope.element?.tag.part;
