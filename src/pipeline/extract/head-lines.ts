import type { CleanDocument, Declaration } from '../documents.ts';
import { isStampLine } from '../reading/date-line.ts';
import { comparisonKey } from '../reading/fold.ts';
import type { Line } from '../reading/line.ts';
import { monthOf } from '../reading/month-names.ts';
import { countWords, isProse } from '../reading/prose.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** Lines above the headline, and below it, in which a byline may stand. */
export const ABOVE = 3;
const ABOVE_STORY = 8;
const BELOW = 16;
/** The story has begun with the second of its paragraphs; the first may be a summary. */
const MOST_PARAGRAPHS = 2;
const LONGEST = 200;
const LONGEST_LABEL = 30;

/** A flattened text: its kept lines, the block that is its headline (null without one), the language it is in. */
export type HeadQuestion = {
  document: CleanDocument;
  kept: readonly Line[];
  headline: number | null;
  language: string | null;
  vocabulary: Vocabulary;
};

/** A line near the headline: a declaration that the page's readers read, with the block it is. */
export type HeadLine = Declaration & { near: number; block: number };

/**
 * The short lines around the headline, as the document has them: those that rules took for labels of the page too, for a byline
 * without its label looks like one.
 */
export function headLines({ document, kept, headline: shown, language, vocabulary }: HeadQuestion): HeadLine[] {
  // Without a headline the story's first sentence stands below it.
  const headline = shown ?? (kept.find(({ prose }) => prose)?.n ?? 0) - 1;
  const lines: HeadLine[] = [];
  let paragraphs = 0;
  for (const { n, text, kind } of document.blocks.slice(
    Math.max(0, headline - (shown === null ? ABOVE_STORY : ABOVE)),
    headline + 1 + BELOW,
  )) {
    if (n === shown) continue;
    const words = countWords(text);
    const paragraph = n > headline && isProse(text, words) && !isStampLine(text, words, language, vocabulary);
    if (paragraph && ++paragraphs >= MOST_PARAGRAPHS) break;
    if (text.length > LONGEST || kind === 'caption') continue;
    const near = n > headline ? n - headline : (headline - n) * 2 + 1;
    // "Last updated", the date on the next line.
    const above = document.blocks[n - 1]?.text ?? '';
    const label = isDateLabel(above, vocabulary) ? { before: above } : {};
    lines.push({ field: 'line', source: 'line', value: unglued(text, vocabulary), near, block: n, ...label });
  }
  return lines;
}

const isDateLabel = (text: string, { publishedLabels, updatedLabels }: Vocabulary): boolean => {
  if (text.length > LONGEST_LABEL) return false;
  const key = comparisonKey(text);
  return publishedLabels.has(key) || updatedLabels.has(key);
};

/** "By Jane RoePublished: 4 May", "Jane RoeMay 4": what stood in elements of their own, which a dump runs together. */
const unglued = (text: string, vocabulary: Vocabulary): string =>
  text
    .replace(GLUED, (word: string) => {
      const key = comparisonKey(word);
      return monthOf(word, null) !== null || PARTED.some((list) => vocabulary[list].has(key)) ? ` | ${word}` : word;
    })
    .replace(NEXT_NAME, ', ')
    .replace(RUN_ON, ' | ')
    .replace(COUNT, ' | ')
    .replace(TWICE, '$1');
const PARTED = ['publishedLabels', 'updatedLabels', 'roles', 'sections', 'bylineButtons'] as const;
/** "Jane ExampleJohn Doe"; "McDonald" and "FitzGerald" are one word. */
const NEXT_NAME = /(?<=\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}{4,30})(?=\p{Lu}\p{Ll}{2,30} \p{Lu})/gu;
const GLUED = /(?<=\p{Ll})\p{Lu}\p{Ll}+/gu;
/** "22 Dec 202322 Dec 2023", "Dec 22 20231:17 AM", "06/11/20230 Comments", "2023Updated", "GMT30 January". */
const RUN_ON =
  /(?<=(?:[\p{L}\d.,] |[./]\d{1,2}[./])(?:19|20)\d\d|\s\p{Lu}{3,4})(?=\d)|(?<=(?:19|20)\d\d)(?=\p{Lu}\p{Ll}{3})/gu;
/** What parts a name from a count: "Jane Roe—10 min read", "Jane Roe 4 Comments". */
const COUNT = /\s*[—–•·]\s*(?=\d)|\s+(?=\d+\s\p{L}+$)/gu;
const TWICE = /(?<!\S)(\p{Lu}\S+ \p{Lu}\S+?),? ?\1(?!\S)/u;
