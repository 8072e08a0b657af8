import type { Vocabulary } from '../vocabulary.ts';
import { type DateReading, readDates } from './date-text.ts';
import { comparisonKey } from './fold.ts';
import { weekdayOf } from './month-names.ts';

export type DateLabel = 'published' | 'updated' | null;

/** A line that says when the document was published or changed, and nothing else. */
export type DateLine = { dates: (DateReading & { label: DateLabel })[] };

const LONGEST = 160;
/** How many words may stand beside the dates and labels of a date line ("in Politics", a city, "5 min read"). */
const SPARE_WORDS = 2;
const SPARE_LABELLED = 5;

/** Reads a line as a date line; null when it says more than dates and their labels. */
export function readDateLine(text: string, language: string | null, vocabulary: Vocabulary): DateLine | null {
  if (text.length > LONGEST || !/\p{Nd}/u.test(text)) return null;
  const found = readDates(text, language).filter((date) => date.year !== null);
  if (found.length === 0) return null;
  const dates: DateLine['dates'] = [];
  let spare = 0;
  let labelled = false;
  let from = 0;
  for (const date of [...found, null]) {
    const before = readLabel(text.slice(from, date?.start ?? text.length), vocabulary);
    spare += before.rest.filter((word) => weekdayOf(word, language) === null && !/^\d+$/.test(word)).length;
    labelled ||= before.label !== null;
    if (date) {
      dates.push({ ...date, label: before.label });
      from = date.end;
    }
  }
  const sentence = /[.!?]["'”’]?$/.test(text.slice(from).trimEnd()) && /\p{L}{3}/u.test(text.slice(from));
  return spare <= (labelled ? SPARE_LABELLED : SPARE_WORDS) && !sentence ? { dates } : null;
}

/** The last label in the words before a date, and the words that are no label. */
function readLabel(words: string, vocabulary: Vocabulary): { label: DateLabel; rest: string[] } {
  const rest = comparisonKey(words)
    .split(' ')
    .filter((word) => word !== '');
  for (let length = Math.min(4, rest.length); length > 0; length--) {
    for (let at = rest.length - length; at >= 0; at--) {
      const phrase = rest.slice(at, at + length).join(' ');
      const published = vocabulary.publishedLabels.has(phrase);
      if (!published && !vocabulary.updatedLabels.has(phrase)) continue;
      return { label: published ? 'published' : 'updated', rest: rest.toSpliced(at, length) };
    }
  }
  return { label: null, rest };
}

/** A line that only says when is no longer than this. */
const STAMP_WORDS = 14;

/** Whether a short line that may end as a sentence does is none: "March 12, 2024 at 3:53 p.m." */
export const isStampLine = (text: string, words: number, language: string | null, vocabulary: Vocabulary): boolean =>
  words <= STAMP_WORDS && isDateLine(text, language, vocabulary);

export const isDateLine = (text: string, language: string | null, vocabulary: Vocabulary): boolean =>
  readDateLine(text, language, vocabulary) !== null;
