/** What the region search needs to know of a block. */
type Weighed = { prose: boolean; words: number };

/** No single block counts for more, so that one long legal notice does not outweigh a story. */
const MOST = 80;

/**
 * The stretch of blocks that holds the story: the contiguous run with the most prose, blocks without prose counting
 * against it (maximum-sum segment, Kadane 1984). Linear time. Null when there is no prose.
 * @param shortCost what a block that is no prose costs, in words: at 5, a dozen menu lines outweigh a paragraph
 */
export function storyRegion(blocks: readonly Weighed[], shortCost: number): { first: number; last: number } | null {
  let best = 0;
  let found: { first: number; last: number } | null = null;
  let sum = 0;
  let start = 0;
  for (const [n, block] of blocks.entries()) {
    if (sum <= 0) [sum, start] = [0, n];
    sum += block.prose ? Math.min(block.words, MOST) : -shortCost;
    if (sum > best) {
      best = sum;
      found = { first: start, last: n };
    }
  }
  return found;
}
