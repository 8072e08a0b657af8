import { hasUnspacedScript } from './script.ts';

/**
 * What a text is about: the beginnings of its words that carry meaning by their length, since endings vary with case and
 * number; pairs of characters in scripts without spaces.
 * @param key the text's comparisonKey
 */
export function contentWords(key: string, shortest: number): Set<string> {
  const words = new Set<string>();
  for (const word of key.split(' ')) {
    if (hasUnspacedScript(word) || HANGUL.test(word))
      for (let at = 0; at + 2 <= word.length; at++) words.add(word.slice(at, at + 2));
    else if (word.length >= shortest) words.add(word.slice(0, shortest + 1));
  }
  return words;
}

const HANGUL = /\p{Script=Hangul}/u;
