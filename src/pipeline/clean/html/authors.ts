import { comparisonKey } from '../../reading/fold.ts';
import { type Scope, within } from './scope.ts';
import type { StoryLine } from './story-line.ts';

const NAME = /^\p{Lu}[\p{L}'’.-]+(?: \p{L}[\p{L}'’.-]*){1,3}$/u;
const LABEL = /^(?:by|von|par|por|di|door|av|af)\s+/i;
/** Characters; a part about the author that holds more is a list of other things. */
const LARGEST = 600;

/** The comparisonKeys of the names that stand alone in a part of the page that says it is about the author. */
export function shownAuthors(blocks: readonly StoryLine[], scopes: readonly Scope[]): string[] {
  const inside = within(scopes, (scope) => scope.part === 'author' && scope.chars < LARGEST);
  const names = new Set<string>();
  for (const block of blocks) {
    if (block.words > 6 || block.kind === 'table' || !inside.has(block.scope)) continue;
    const name = block.text.replace(LABEL, '');
    if (NAME.test(name)) names.add(comparisonKey(name));
  }
  return [...names];
}
