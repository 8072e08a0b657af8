import type { PhraseIndex } from '../phrase-index.ts';
import { usualDresses } from './dress.ts';
import { isWithin } from './scope.ts';
import type { StoryLine, StoryPage } from './story-page.ts';

const HEAD = 0.35;
const TAIL = 0.55;

export function applyPhrases(page: StoryPage, phrases: PhraseIndex): void {
  const kept = page.kept();
  const total = kept.reduce((sum, line) => sum + (line.prose ? line.words : 0), 0);
  // Below the story no picture of its own follows: a "caption" there may be a copyright line.
  const last = kept.findLast((line) => line.prose && line.kind !== 'caption')?.n ?? 0;
  let passed = 0;
  for (const [at, line] of kept.entries()) {
    const share = total === 0 ? null : passed / total;
    if (line.prose) passed += line.words;
    if (line.kind === 'table' || line.kind === 'code' || (line.kind === 'caption' && line.n < last)) continue;
    const found = phrases.match(line).find(({ rule }) => stands(rule.where, share));
    if (!found) continue;
    page.remove(line, found.rule, found.rule.why);
    if (found.rule.restOfDocument) removeSection(page, kept, at, found.rule);
  }
}

/**
 * What stands under a heading goes with it, up to the next heading of its rank; where the heading has a box of its own,
 * up to a sentence outside that is dressed as the story's are.
 */
function removeSection(
  page: StoryPage,
  kept: readonly StoryLine[],
  at: number,
  rule: { id: string; why: string },
): void {
  const head = kept[at];
  const rank = head?.level ?? 7;
  const box = head?.scope.box ?? null;
  const next = page.lines[(head?.n ?? -1) + 1];
  const boxed = next !== undefined && isWithin(next.scope, box);
  const dresses = boxed ? usualDresses(kept) : new Set<string>();
  for (const line of kept.slice(at + 1)) {
    if (boxed && line.prose && dresses.has(line.scope.dress ?? '') && !isWithin(line.scope, box)) return;
    if (line.kind === 'heading' && (line.level ?? 6) <= rank) return;
    page.remove(line, rule, `under "${head?.text}": ${rule.why}`);
  }
}

const stands = (where: 'head' | 'tail' | 'anywhere', share: number | null): boolean =>
  where === 'anywhere' || share === null || (where === 'head' ? share <= HEAD : share >= TAIL);
