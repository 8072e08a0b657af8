import type { Part } from './part-words.ts';
import { partByName } from './parts.ts';
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

/**
 * What stands in a part of the page that is not the story: each such scope with the part's own element. A part is not
 * believed when it, or all of its kind together, hold most of the page's prose.
 * @param byElementOnly class names and ids are not heard, but those of comments
 */
export function furnitureOf(scopes: readonly Scope[], byElementOnly: boolean): Map<Scope, Scope> {
  const pageProse = scopes[0]?.prose ?? 0;
  const most = pageProse * MOST;
  const together = proseByPart(scopes, most);
  const furniture = new Map<Scope, Scope>();
  for (const scope of scopes) {
    const above = scope.parent && furniture.get(scope.parent);
    const own =
      isNamed(scope) && scope.part && (!byElementOnly || scope.part === 'comments' || saysByElement(scope))
        ? scope.part
        : null;
    const heard = own !== null && (!above || (LOOSE.has(above.part) && !LOOSE.has(own)));
    if (heard && believed(scope, own)) furniture.set(scope, scope);
    else if (above) furniture.set(scope, above);
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
  const nested = new Set<Scope>();
  for (const scope of scopes) {
    if (scope.parent && nested.has(scope.parent)) nested.add(scope);
    else if (scope.part && isNamed(scope)) {
      if (scope.prose > most) continue;
      nested.add(scope);
      together.set(scope.part, (together.get(scope.part) ?? 0) + scope.prose);
    }
  }
  return together;
}

/** A caption is a block of its own kind, not furniture. */
const isNamed = (scope: Scope): boolean =>
  scope.part !== null && scope.part !== 'caption' && !LARGEST.has(scope.element?.name ?? '');

const saysByElement = (scope: Scope): boolean =>
  scope.part === 'hidden' || scope.part === partByName(scope.element?.name ?? '');
