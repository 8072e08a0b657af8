import { hasUnspacedScript } from '../reading/script.ts';

const segmenters = new Map<string, Intl.Segmenter>();

/** The number of words of a text: parted by spaces, or by the dictionary where a script parts none; a bar between cells is none. */
export function wordCount(text: string, language: string | null): number {
  if (!hasUnspacedScript(text)) return spacedWords(text);
  const locale = language ?? 'en';
  const segmenter = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, segmenter);
  let words = 0;
  // Paragraph by paragraph: the segmenter's cost grows with the length of what it is given.
  for (const paragraph of text.split('\n\n'))
    for (const { isWordLike } of segmenter.segment(paragraph)) if (isWordLike) words++;
  return words;
}

/** A run of signs that is no space, nor a bar alone. */
const WORD = /\S{2,}|[^\s|]/g;

function spacedWords(text: string): number {
  let words = 0;
  while (WORD.test(text)) words++;
  return words;
}
