import type { Scope } from './scope.ts';
import type { StoryLine } from './story-line.ts';

const FEWEST_WORDS = 3;
/** Characters of prose; less stands under a headline that only leads to its story. */
const LEAST = 200;

/**
 * The elements that hold another whole story, as pages do that go on with the next one without end: laid out like the
 * element that holds the page's own headline, below it, each with a headline of its own. None where no headline says what
 * the page declares as its title. Each has an article element: a story may well be parted in divs under large headings.
 * @param titles the declared titles as comparisonKeys, the most trusted first
 */
export function otherStories(
  blocks: readonly StoryLine[],
  titles: readonly string[],
  keyOf: (text: string) => string,
): Set<Scope> {
  const others = new Set<Scope>();
  const headlines = blocks.filter(({ level, words }) => level !== undefined && level <= 2 && words >= FEWEST_WORDS);
  if (headlines.length < 2) return others;
  const keys = new Map(headlines.map((headline) => [headline, keyOf(headline.text)]));
  const own = titles.map((title) => headlines.find((headline) => keys.get(headline) === title)).find(Boolean);
  if (!own) return others;
  const above = new Set(ancestors(own.scope));
  for (const headline of headlines) {
    if (headline.n <= own.n || headline.level !== own.level || keys.get(headline) === keys.get(own)) continue;
    const path = ancestors(headline.scope);
    const at = path.findIndex(({ parent }) => parent !== null && above.has(parent));
    const branch = path[at];
    const twin = branch && ancestors(own.scope).find(({ parent }) => parent === branch.parent);
    if (!twin || twin === branch || shapeOf(twin) !== shapeOf(branch)) continue;
    const isArticle = path.slice(0, at + 1).some(({ element }) => element?.name === 'article');
    if (isArticle && Math.min(twin.prose, branch.prose) >= LEAST) others.add(branch);
  }
  return others;
}

/** A scope and all above it, innermost first. */
function ancestors(scope: Scope): Scope[] {
  const all: Scope[] = [];
  for (let at: Scope | null = scope; at; at = at.parent) all.push(at);
  return all;
}

/** An element by its name and its first class, without numbers. */
function shapeOf({ element }: Scope): string {
  return `${element?.name} ${(element?.attribute('class') ?? '').trim().split(/\s+/, 1)[0]?.replace(/\d+/g, '')}`;
}
