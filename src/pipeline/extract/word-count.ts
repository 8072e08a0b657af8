import { codeAt } from '../reading/code-at.ts';
import { hasUnspacedScript } from '../reading/script.ts';
import { mayBeSpace } from '../reading/space.ts';

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

/** Runs of signs between spaces, a bar alone being none. */
function spacedWords(text: string): number {
  const { length } = text;
  let words = 0;
  let from = 0;
  for (let at = 0; at <= length; at++) {
    if (at < length && !isSpace(text, at)) continue;
    if (at - from > 1 || (at > from && codeAt(text, from) !== BAR)) words++;
    from = at + 1;
  }
  return words;
}

function isSpace(text: string, at: number): boolean {
  const code = codeAt(text, at);
  // Most signs of most texts are of ASCII, and told by one look.
  if (code > 32 && code < 128) return false;
  return code <= 32 || (mayBeSpace(code) && SPACE.test(text.charAt(at)));
}

const SPACE = /\s/;
const BAR = 124;
