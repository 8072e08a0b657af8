import type { Scope } from './scope.ts';
import type { StoryLine } from './story-page.ts';

/** A dress that clothes this share of the prose is how the page sets its stories. */
const USUAL = 0.3;

/** How a block itself is dressed; null when it has no class. */
export const ownDress = (line: StoryLine): string | null => dressOf(line.scope);

/** How a block and the element that lays it out are dressed: name and class. Undressed elements say nothing. */
export function dressesOf(line: StoryLine): string[] {
  const own = dressOf(line.scope);
  const box = line.scope.box === line.scope ? null : dressOf(line.scope.box);
  return [own, box].filter((dress) => dress !== null);
}

function dressOf({ element }: Scope): string | null {
  const name = element?.attribute('class')?.trim();
  return element && name ? `${element.name} ${name}` : null;
}

/** The dresses that clothe much of the prose. */
export function usualDresses(lines: readonly StoryLine[]): Set<string> {
  const worn = new Map<string, number>();
  let total = 0;
  for (const line of lines) {
    if (!line.prose) continue;
    total += line.text.length;
    for (const dress of new Set(dressesOf(line))) worn.set(dress, (worn.get(dress) ?? 0) + line.text.length);
  }
  return new Set([...worn].filter(([, held]) => held > total * USUAL).map(([dress]) => dress));
}
