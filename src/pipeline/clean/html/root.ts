import type { Furniture } from './furniture.ts';
import type { Scope } from './scope.ts';
import type { StoryLine } from './story-line.ts';

/** What one block counts at most, in characters, so that one legal notice does not outweigh a story. */
const MOST = 600;
/** Characters that a word counts for at least: in scripts without spaces a few say as much. */
const WORD = 4;
/** What a block costs that is no prose, and one that is a link: forty menu lines outweigh a paragraph. */
const SHORT_COST = 5;
const LINK_COST = 15;
const LINK = 0.6;

/**
 * The element that holds the story: of all subtrees the one with the largest sum, where prose counts for its characters
 * (links apart), short lines and links count against it, and page furniture counts for nothing. So a story told in many
 * sections is found whole, and a column of links beside it stays out. Linear time. Null when the page holds no prose.
 */
export function storyRoot(blocks: readonly StoryLine[], scopes: readonly Scope[], furniture: Furniture): Scope | null {
  const sums = new Float64Array(scopes.length);
  for (const block of blocks)
    if (!furniture[block.scope.n]) sums[block.scope.n] = (sums[block.scope.n] ?? 0) + worth(block);
  let best: Scope | null = null;
  let most = 0;
  for (let at = scopes.length - 1; at >= 0; at--) {
    const scope = scopes[at];
    if (!scope) continue;
    const sum = sums[at] ?? 0;
    if (scope.parent) sums[scope.parent.n] = (sums[scope.parent.n] ?? 0) + sum;
    if (sum > most) [best, most] = [scope, sum];
  }
  // A paragraph alone is no story: what lays it out holds the pieces around it.
  while (best?.parent?.element && best.element?.tag.piece === true) best = best.parent;
  return best;
}

function worth(block: StoryLine): number {
  if (block.prose) return Math.min(MOST, Math.max(block.text.length, block.words * WORD)) * (1 - block.links);
  if (block.links > LINK) return -LINK_COST;
  return block.kind === 'paragraph' || block.kind === 'caption' || block.kind === 'quotation' || block.kind === 'code'
    ? -SHORT_COST
    : 0;
}
