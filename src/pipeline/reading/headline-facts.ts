import type { BlockKind } from '../documents.ts';
import type { Vocabulary } from '../vocabulary.ts';
import { isBylineLine } from './byline-line.ts';
import { contentWords } from './content-words.ts';
import { trailingCredit } from './credit.ts';
import { isDateLine } from './date-line.ts';
import { readDates } from './date-text.ts';

/** A line as the search for the headline sees it. */
export type HeadlineLine = {
  readonly n: number;
  readonly key: string;
  kind: BlockKind;
  text: string;
  words: number;
  prose: boolean;
  level: number | undefined;
};

/** What tells a headline from the lines around it. Shares are 0 to 1; near is a handful of lines. */
export type HeadlineFacts = {
  line: HeadlineLine;
  /** Where it stands among the kept lines, and how many lines that is from the story's first, either way. */
  at: number;
  fromStory: number;
  /** Before the story's first line: negative; after it: positive. */
  side: number;
  /** Share of its words that the story's opening has, that several paragraphs have, and that the prose right below has. */
  inOpening: number;
  inParagraphs: number;
  inProseBelow: number;
  /** Whether a byline or a date stands right below, a few lines below, right above; and a byline a few lines below. */
  stampBelow: boolean;
  stampNear: boolean;
  stampAbove: boolean;
  bylineNear: boolean;
  isDate: boolean;
  isSection: boolean;
  /** Whether the same line stands again soon below. */
  again: boolean;
  /** How many lines without a sentence stand in a row below it. */
  shortBelow: number;
  /** How many words of prose stand above it, what share of all that is, and how many in the 20 lines below. */
  wordsAbove: number;
  shareAbove: number;
  wordsBelow: number;
  /** Whether one of at most 3 words without a sentence stands right above, and one of more than 4 right below. */
  labelAbove: boolean;
  phraseBelow: boolean;
};

/** Shorter words say little of what a text is about. */
const CONTENT_WORD = 4;
/** A line with fewer words is weighed as if it had so many, for the words that it shares say little. */
const FEWEST_WORDS = 5;
const FEWEST_BELOW = 3;
const OPENING = 14;
const SEVERAL = 3;
const BELOW = 12;
const FAR_BELOW = 20;
const STAMP_WORDS = 16;
const AGAIN = 39;
const AGAIN_KEY = 12;
/** Longer rows say no more. */
const MOST_SHORT = 40;
/** In a shorter line the name of an agency is what it is about. */
const CREDITED = 40;
const LONGEST = 260;
const MOST_WORDS = 34;
/** How many lines before and after the story's first are looked at: no menu is longer. */
const REACH = 500;
/** No more than this share of the prose stands above a headline. */
const MOST_ABOVE = 0.2;

export type HeadlineQuestion = {
  /** The kept lines, in order. */
  lines: readonly HeadlineLine[];
  /** The stretch that seems to be the story, as places in `lines`. */
  story: { first: number; last: number };
  language: string | null;
  vocabulary: Vocabulary;
};

/** Reads the facts of every line that could be a headline: none of a caption, a list, a line with a credit, or past a fifth of the prose. */
export function headlineFacts({ lines: all, story, language, vocabulary }: HeadlineQuestion): HeadlineFacts[] {
  const from = Math.max(0, story.first - REACH);
  const lines = all.slice(from, story.first + REACH);
  const first = story.first - from;
  const opening = wordsOf(lines.slice(first, first + OPENING));
  const paragraphs = all.slice(story.first, story.last + 1).filter(({ prose }) => prose);
  const mentions = mentionsIn(paragraphs);
  const several = Math.min(SEVERAL, paragraphs.length);
  const bylines = lines.map((line) => !line.prose && line.words <= STAMP_WORDS && isBylineLine(line.text, vocabulary));
  const stamps = lines.map((line, at) => bylines[at] || isStamp(line, language));
  const total = Math.max(1, wordsIn(all));
  const facts: HeadlineFacts[] = [];
  let wordsAbove = wordsIn(all.slice(0, from));
  for (const [at, line] of lines.entries()) {
    if (wordsAbove > total * MOST_ABOVE) break;
    if (couldBeHeadline(line, vocabulary) && !(bylines[at] && line.words <= FEWEST_WORDS)) {
      const about = contentWords(line.key, CONTENT_WORD);
      const below = lines.slice(at + 1, at + 1 + FAR_BELOW);
      const proseBelow = wordsOf(below.slice(0, BELOW).filter(({ prose }) => prose));
      const share = (holds: (word: string) => boolean, fewest: number) =>
        [...about].filter(holds).length / Math.max(about.size, fewest);
      const shortBelow = lines.slice(at + 1, at + 1 + MOST_SHORT).findIndex(({ prose }) => prose);
      facts.push({
        line,
        at: from + at,
        fromStory: Math.abs(first - at),
        side: Math.sign(at - first),
        inOpening: share((word) => opening.has(word), FEWEST_WORDS),
        inParagraphs: share((word) => (mentions.get(word) ?? 0) >= several, FEWEST_WORDS),
        inProseBelow: share((word) => proseBelow.has(word), FEWEST_BELOW),
        stampBelow: stamps.slice(at + 1, at + 4).some(Boolean),
        stampNear: stamps.slice(at + 1, at + 7).some(Boolean),
        stampAbove: stamps.slice(Math.max(0, at - 3), at).some(Boolean),
        bylineNear: bylines.slice(at + 1, at + 7).some(Boolean),
        isDate: isDateLine(line.text, language, vocabulary),
        isSection: vocabulary.sections.has(line.key),
        again: line.key.length >= AGAIN_KEY && lines.slice(at + 1, at + 1 + AGAIN).some(({ key }) => key === line.key),
        shortBelow: shortBelow === -1 ? Math.min(MOST_SHORT, all.length - from - at - 1) : shortBelow,
        wordsAbove,
        shareAbove: wordsAbove / total,
        wordsBelow: wordsIn(below),
        labelAbove: isPhrase(lines[at - 1], 0, 3),
        phraseBelow: isPhrase(lines[at + 1], FEWEST_WORDS, Number.POSITIVE_INFINITY),
      });
    }
    if (line.prose) wordsAbove += line.words;
  }
  return facts;
}

const couldBeHeadline = ({ kind, text, words }: HeadlineLine, vocabulary: Vocabulary): boolean =>
  kind !== 'caption' &&
  kind !== 'list-item' &&
  text.length <= LONGEST &&
  words >= 1 &&
  words <= MOST_WORDS &&
  (text.length <= CREDITED || trailingCredit(text, vocabulary) === null);

const isPhrase = (line: HeadlineLine | undefined, least: number, most: number): boolean =>
  line !== undefined && !line.prose && line.words >= least && line.words <= most;

const isStamp = (line: HeadlineLine, language: string | null): boolean =>
  !line.prose &&
  line.words <= STAMP_WORDS &&
  /\p{Nd}/u.test(line.text) &&
  readDates(line.text, language).some(({ year }) => year !== null);

const wordsIn = (lines: readonly HeadlineLine[]): number =>
  lines.reduce((sum, { prose, words }) => sum + (prose ? words : 0), 0);

const wordsOf = (lines: readonly HeadlineLine[]): Set<string> =>
  contentWords(lines.map(({ key }) => key).join(' '), CONTENT_WORD);

/** In how many of the lines each word stands. */
function mentionsIn(lines: readonly HeadlineLine[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { key } of lines)
    for (const word of contentWords(key, CONTENT_WORD)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
