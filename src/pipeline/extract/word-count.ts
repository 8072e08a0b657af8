import { codeAt } from '../reading/code-at.ts';
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

const BAR = 124;
const WIDE_SPACE = /\s/;
const isSpace = (code: number): boolean =>
  code < 128
    ? code === 32 || (code >= 9 && code <= 13)
    : (code < 0x2000 ? code === 0xa0 || code === 0x1680 : code < 0x3001 || code === 0xfeff) &&
      WIDE_SPACE.test(String.fromCharCode(code));

/** The number of runs of signs that are no space, nor a bar alone. */
function spacedWords(text: string): number {
  let words = 0;
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const inside = at < text.length && !isSpace(codeAt(text, at));
    if (inside && start === -1) start = at;
    if (inside || start === -1) continue;
    if (at - start > 1 || codeAt(text, start) !== BAR) words++;
    start = -1;
  }
  return words;
}
