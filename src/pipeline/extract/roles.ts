import { readBylineLine } from '../reading/byline-line.ts';
import { creditLine } from '../reading/credit.ts';
import { isDateLine, isStampLine } from '../reading/date-line.ts';
import type { Line } from '../reading/line.ts';
import type { Vocabulary } from '../vocabulary.ts';

/** The part a kept block plays: a field is read from it, or it is body. */
export type Role = 'title' | 'byline' | 'date' | 'dek' | 'caption' | 'agency' | 'body';

/** How many of the last lines may be a byline, date or credit. */
const TAIL = 4;
/** A summary under the headline is no longer than this. */
const DEK_WORDS = 45;

type Question = {
  kept: readonly Line[];
  headline: number | null;
  language: string | null;
  vocabulary: Vocabulary;
  /** Blocks that hold a byline, and a date, near the headline. */
  signed: readonly number[];
  dated: readonly number[];
};

/**
 * The role of each kept line. Bylines, dates and credits are looked for above the second paragraph and in the last lines
 * only, so that a line of the story that looks like one stays in the story; what signs near the headline is given.
 */
export function assignRoles({ kept, headline, language, vocabulary, signed, dated }: Question): Role[] {
  const headAt = headline === null ? -1 : kept.findIndex((line) => line.n === headline);
  // "March 12, 2024 at 3:53 p.m." ends as a sentence does.
  const isStamp = (line: Line): boolean => line.prose && isStampLine(line.text, line.words, language, vocabulary);
  const paragraphs = kept.flatMap((line, at) => (line.prose && at > headAt && !isStamp(line) ? [at] : []));
  const firstParagraph = paragraphs[0] ?? kept.length;
  const headEnd = paragraphs[1] ?? kept.length;
  const roles = kept.map((line, at): Role => {
    if (line.kind === 'caption') return 'caption';
    if (at === headAt) return 'title';
    if (!line.prose && signed.includes(line.n)) return 'byline';
    if ((at < headEnd || at >= kept.length - TAIL) && (!line.prose || isStamp(line))) {
      if (isDateLine(line.text, language, vocabulary)) return 'date';
      if (creditLine(line.text, vocabulary) !== null) return 'agency';
      if (readBylineLine(line.text, vocabulary) !== null) return 'byline';
      if (dated.includes(line.n)) return 'date';
    }
    return 'body';
  });
  if (headAt === -1) return roles;
  const lastStamp = roles.findLastIndex((role, at) => at < headEnd && (role === 'byline' || role === 'date'));
  for (let at = headAt + 1; at < kept.length; at++) {
    const line = kept[at];
    if (!line || roles[at] !== 'body' || line.words > DEK_WORDS || line.kind === 'list-item') continue;
    const summary = at === firstParagraph && at < lastStamp && paragraphs.length > 3;
    const phrase = at < firstParagraph && !line.endsSentence && line.words > 4;
    if (summary || phrase) roles[at] = 'dek';
    if (at >= firstParagraph) break;
  }
  return roles;
}
