import { hasUnspacedScript } from './script.ts';

const CLOSERS = `["'”’»«“)\\]）」』】〉》]`;
const SENTENCE_END = new RegExp(`[.!?…。！？؟۔।॥｡]${CLOSERS}{0,4}$`, 'u');
const INNER_END = /[.!?…؟۔।]["'”’»)]{0,3} \p{Lu}|[。！？｡]|[.!?؟۔।] [\p{Lo}"“«]/u;

/** Whether the text closes as a sentence does; closing quotation marks, brackets and a short credit may follow. */
export function endsSentence(text: string): boolean {
  // Most lines of a page end in a letter, and no sentence does.
  if (isPlainWord(text.charCodeAt(text.length - 1))) return false;
  const tail = text.slice(-60).trimEnd();
  return SENTENCE_END.test(tail) || SENTENCE_END.test(tail.replace(/\s*[([（［][^()[\]（）［］]{1,30}[)\]）］]$/u, ''));
}

const isPlainWord = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);

/** The number of words; two characters of a script without spaces count as one. */
export function countWords(text: string): number {
  const { length } = text;
  if (length === 0) return 0;
  let words = 1;
  for (let at = text.indexOf(' '); at !== -1; at = text.indexOf(' ', at + 1)) words++;
  const unspaced = hasUnspacedScript(text) ? length : 0;
  return Math.max(words, (unspaced + 1) >> 1);
}

/**
 * Whether a block reads as running text: one sentence or more, not a heading, link or label.
 * @param words the block's word count, as countWords gives it
 */
export function isProse(text: string, words: number): boolean {
  if (words >= 30) return true;
  if (words < 5) return false;
  if (endsSentence(text)) return words >= 6;
  return words >= 14 && INNER_END.test(text);
}
