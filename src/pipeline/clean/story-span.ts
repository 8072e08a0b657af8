import { type LineFacts, lineFacts } from './line-facts.ts';
import { lineSigns, START } from './line-signs.ts';
import type { Page } from './page.ts';

/** No line speaks louder than this, and none by more words. */
const MOST_POINTS = 3;
const MOST_WORDS = 60;
/** A paragraph that goes on with the story has so many words, and this share of them stands in the story's beginning. */
const LEAST_WORDS = 15;
const SAME_SUBJECT = 0.2;
/** What two or three good paragraphs come to; a stretch that says less for itself is no story for sure. */
const ENOUGH = 30;

/**
 * The stretch of lines, from `first` to `last`, that is most likely the story: the one with the largest sum of its
 * lines' points (Kadane 1984), a line weighing by the square root of its words. Null when no line speaks for a story.
 */
export function storySpan(page: Page): { first: number; last: number } | null {
  let best = 0;
  let found: { first: number; last: number } | null = null;
  let sum = 0;
  let start = 0;
  const all = lineFacts(page);
  for (const [n, facts] of all.entries()) {
    if (sum <= 0) [sum, start] = [0, n];
    let points = START;
    for (const sign of lineSigns) if (sign.holds(facts)) points += sign.points;
    const weight = Math.sqrt(Math.max(1, Math.min(MOST_WORDS, facts.line.words)));
    sum += Math.max(-MOST_POINTS, Math.min(MOST_POINTS, points)) * weight;
    if (sum > best) [best, found] = [sum, { first: start, last: n }];
  }
  if (found === null || best < ENOUGH) return null;
  // What stands around the last paragraphs speaks against them; that they go on about the same speaks louder.
  let { last } = found;
  for (let next = all[last + 1]; next && goesOn(next); next = all[last + 1]) last++;
  return { first: found.first, last };
}

const goesOn = ({ taken, line, told }: LineFacts): boolean =>
  !taken && line.prose && line.endsSentence && line.words >= LEAST_WORDS && told >= SAME_SUBJECT;
