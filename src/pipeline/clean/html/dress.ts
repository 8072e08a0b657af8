import type { StoryLine } from './story-line.ts';

/** A dress that clothes this share of the prose is how the page sets its stories. */
const USUAL = 0.3;

/** How a block and the element that lays it out are dressed, each dress once. Undressed elements say nothing. */
export function dressesOf({ scope }: StoryLine): string[] {
  const own = scope.dress;
  const box = scope.box.dress;
  return box === own ? (own === null ? [] : [own]) : [own, box].filter((dress) => dress !== null);
}

/** The dresses that clothe much of the prose. */
export function usualDresses(lines: readonly StoryLine[]): Set<string> {
  const worn = new Map<string, number>();
  let total = 0;
  for (const line of lines) {
    if (!line.prose) continue;
    total += line.text.length;
    for (const dress of dressesOf(line)) worn.set(dress, (worn.get(dress) ?? 0) + line.text.length);
  }
  return new Set([...worn].filter(([, held]) => held > total * USUAL).map(([dress]) => dress));
}
