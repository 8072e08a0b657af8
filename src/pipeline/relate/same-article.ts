import type { Article } from '../article.ts';
import { comparisonKey } from '../reading/fold.ts';
import { sharedRuns, textOverlap } from './text-overlap.ts';

/** Titles of one article differ by a site's name or a few words; bodies by what stands around them, or by a paywall. */
const titleShare = 0.5;
const bodyShare = 0.3;

/**
 * Whether two pages that claim one address hold one article: their titles are alike, and so are their bodies. What one of
 * them does not have is not asked; pages that have neither in common to compare are taken at their word.
 */
export function sameArticle(left: Article, right: Article): boolean {
  const body = sharedRuns(left.body, right.body, 4);
  if (body !== null && body < bodyShare) return false;
  if (left.title === null || right.title === null) return true;
  const [a, b] = [comparisonKey(left.title), comparisonKey(right.title)];
  if (a === '' || b === '' || a.includes(b) || b.includes(a)) return true;
  // Where nearly the whole body is the same, another headline is another headline.
  return textOverlap(a, b) >= titleShare || (body !== null && body > 0.9);
}
