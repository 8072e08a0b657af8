import type { BlockKind } from '../documents.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { isBylineLine } from './byline-line.ts';
import { contentWords } from './content-words.ts';
import { trailingCredit } from './credit.ts';
import { isDateLine } from './date-line.ts';
import { readDates } from './date-text.ts';
import { comparisonKey } from './fold.ts';

type HeadlineLine = {
  readonly n: number;
  readonly key: string;
  kind: BlockKind;
  text: string;
  words: number;
  prose: boolean;
  endsSentence: boolean;
  readonly level: number | undefined;
};

export type HeadlineQuestion = {
  /** The kept lines, in order. */
  lines: readonly HeadlineLine[];
  /** The `n` of the story's first line. */
  storyFirst: number | null;
  declared: readonly string[];
  language: string | null;
  vocabulary: Vocabulary;
};

const MOST_WORDS = 34;
const LONGEST = 260;
/** How many lines before the story are looked at; a menu can be longer, a headline does not stand before it. */
const REACH = 60;
/** No more than this share of the prose stands above a headline. */
const MOST_AHEAD = 0.12;
const FEWEST_WORDS = 5;
/** Shorter words say little of what a text is about. */
const CONTENT_WORD = 4;
/** How many lines below a headline its date or byline may stand. */
const STAMP_REACH = 5;
/** What a line must reach; see the weights in `score`. */
const ENOUGH = 2;

/**
 * The `n` of the line that is the headline, or null. A headline stands before the story, is no date, byline, bullet or
 * sentence with a full stop, and earns its place by what it shares with the story's words, by the byline or date below
 * it, by being declared or a heading, and by standing first or twice.
 */
export function headlineAt(question: HeadlineQuestion): number | null {
  const { lines, storyFirst } = question;
  const start = storyFirst === null ? lines.length : lines.findIndex((line) => line.n >= storyFirst);
  const before = lines.slice(Math.max(0, start - REACH), start + 3);
  const storyAt = Math.min(start, REACH);
  const candidates = before
    .map((line, at) => ({ line, at }))
    .filter(({ line, at }) => eligible(line, at, storyAt, question));
  if (candidates.length === 0) return null;
  const opening = lines.slice(start, start + 14).map((line) => line.key);
  const storyWords = contentWords(opening.join(' '), CONTENT_WORD);
  const declared = question.declared.map(comparisonKey).filter((key) => key !== '');
  let best: { line: HeadlineLine; at: number; score: number } | null = null;
  const total = lines.reduce((sum, line) => sum + (line.prose ? line.words : 0), 0);
  const ahead = proseAhead(lines);
  for (const { line, at } of candidates) {
    if ((ahead.get(line.n) ?? 0) > total * MOST_AHEAD) continue;
    // The copy nearest to the story is the headline; what runs other words together with it is not.
    const later = candidates.some(
      (other) => other.at > at && other.at <= storyAt && runsInto(line.key, other.line.key),
    );
    if (later) continue;
    const repeated = candidates.some((other) => other.line !== line && runsInto(other.line.key, line.key));
    const stamped = before.slice(at + 1, at + 1 + STAMP_REACH).some((next) => isStamp(next, question));
    // Of two such lines in a row the second is the summary; a label above a headline is shorter than that.
    const previous = before[at - 1];
    const under =
      previous !== undefined && previous.words > 4 && !repeated && eligible(previous, at - 1, storyAt, question);
    const points =
      (Math.min(line.words, 12) / 12) * 2 +
      told(contentWords(line.key, CONTENT_WORD), storyWords) * 4.5 +
      (stamped ? 2.5 : 0) +
      (repeated ? 1.5 : 0) +
      (line.kind === 'heading' ? (line.level === 1 ? 3 : 0.5) : 0) +
      (declared.some((title) => title === line.key || (line.words > 2 && title.includes(line.key))) ? 6 : 0) +
      (line === lines[0] ? 0.7 : 0) -
      (under ? 1.2 : 0) -
      Math.abs(storyAt - at) * 0.08;
    if (points >= ENOUGH && (best === null || points > best.score)) best = { line, at, score: points };
  }
  return best?.line.n ?? null;
}

/** Whether a line under a headline says who wrote the story or when. */
function isStamp(line: HeadlineLine, question: HeadlineQuestion): boolean {
  if (line.prose || line.words > 16) return false;
  return (
    isBylineLine(line.text, question.vocabulary) ||
    readDates(line.text, question.language).some(({ year }) => year !== null)
  );
}

/** How many words of prose stand above each line. */
function proseAhead(lines: readonly HeadlineLine[]): Map<number, number> {
  const ahead = new Map<number, number>();
  let words = 0;
  for (const line of lines) {
    ahead.set(line.n, words);
    if (line.prose) words += line.words;
  }
  return ahead;
}

function eligible(line: HeadlineLine, at: number, storyAt: number, question: HeadlineQuestion): boolean {
  if (line.kind === 'caption' || line.kind === 'list-item' || line.text.length > LONGEST || line.words > MOST_WORDS)
    return false;
  const topHeading = line.kind === 'heading' && line.level === 1;
  if (line.words < 3 && !topHeading) return false;
  if (line.text.length > 40 && trailingCredit(line.text, question.vocabulary) !== null) return false;
  // A breadcrumb or a menu run together.
  if (!topHeading && (/[›»→▶|]|\s>\s|(?:·.*){2}/u.test(line.text) || question.vocabulary.sections.has(line.key)))
    return false;
  // The story may seem to begin with a headline that reads as a sentence, but not before one.
  if (at > storyAt && !topHeading) return false;
  if (at === storyAt && !topHeading && line.words > 26) return false;
  if (!topHeading && (/[.。:：,;]["'”’»)\]]*$/u.test(line.text) || (line.prose && line.words > 22))) return false;
  return (
    !isDateLine(line.text, question.language, question.vocabulary) && !isBylineLine(line.text, question.vocabulary)
  );
}

/** Whether `long` is `short`, or ends in it with something run together before it. */
const runsInto = (long: string, short: string): boolean => short.length >= 12 && long.endsWith(short);

/** How much of a headline the story tells, 0 to 1; a word or two that it shares say little. */
function told(words: Set<string>, story: Set<string>): number {
  let hits = 0;
  for (const word of words) if (story.has(word)) hits++;
  return hits / Math.max(words.size, FEWEST_WORDS);
}
