import { comparisonKey } from '../../reading/fold.ts';
import { countWords, endsSentence } from '../../reading/prose.ts';
import type { PhraseIndex } from '../phrase-index.ts';
import { UsualDresses } from './dress.ts';
import { isWithin } from './scope.ts';
import type { StoryLine } from './story-line.ts';
import type { StoryPage } from './story-page.ts';

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
    if (!found) {
      cutReadOn(page, line, phrases);
      continue;
    }
    page.remove(line, found.rule, found.rule.why);
    if (found.rule.restOfDocument) removeSection(page, kept, at, found.rule);
  }
}

/** A longer end of a paragraph tells something of its own; a longer label before a link is a sentence. */
const LONGEST_READ_ON = 160;
const LONGEST_LABEL = 40;
/** A call of so few words may end in a full stop. */
const CALL = 6;
const SENTENCE_END = /[.!?…。！？؟۔।]["'”’»)\]]{0,3}\s*/g;

/** Cuts the link that a paragraph ends in when it says what lines that lead elsewhere say: "Read the full story". */
function cutReadOn(page: StoryPage, line: StoryLine, phrases: PhraseIndex): void {
  const { text, endLink } = line;
  if (endLink <= 0 || text.length - endLink > LONGEST_READ_ON) return;
  const from = afterSentence(text, endLink);
  if (from <= 0) return;
  const end = text.slice(from);
  // A mark that leads to a note: "[7]".
  if (!/\p{L}/u.test(end)) return;
  const words = countWords(end);
  const subject = { text: end, key: comparisonKey(end), words, endsSentence: words > CALL && endsSentence(end) };
  const found = phrases.match(subject).find(({ rule }) => rule.where === 'anywhere' && !rule.restOfDocument);
  if (found) page.cutEnd(line, from, found.rule, found.rule.why);
}

/** Where the last sentence before a link ends, a short label of the link left out; -1 when none ends near it. */
function afterSentence(text: string, link: number): number {
  const start = Math.max(0, link - LONGEST_LABEL);
  let from = -1;
  for (const end of text.slice(start, link).matchAll(SENTENCE_END)) from = start + end.index + end[0].length;
  return from;
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
  const dresses = new UsualDresses(kept);
  for (const line of kept.slice(at + 1)) {
    if (boxed && line.prose && dresses.clothe(line.scope) && !isWithin(line.scope, box)) return;
    if (line.kind === 'heading' && (line.level ?? 6) <= rank) return;
    page.remove(line, rule, `under "${head?.text}": ${rule.why}`);
  }
}

const stands = (where: 'head' | 'tail' | 'anywhere', share: number | null): boolean =>
  where === 'anywhere' || share === null || (where === 'head' ? share <= HEAD : share >= TAIL);
