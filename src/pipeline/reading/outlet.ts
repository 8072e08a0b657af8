import type { Vocabulary } from '../vocabulary.ts';
import { comparisonKey } from './fold.ts';
import { hasUnspacedScript } from './script.ts';

const MOST_WORDS = 6;

/**
 * The outlet that a short line names, or null: a known outlet, or a proper name with one of the words that papers and
 * broadcasters are called by ("Herald", "Zeitung", "日報"). Such a word alone ("News", "Times") is a menu entry.
 */
export function outletNamed(text: string, vocabulary: Vocabulary): string | null {
  const name = text.replace(/^[\s|·•–—-]+|[\s|·•–—-]+$/gu, '');
  const key = comparisonKey(name);
  if (key === '' || name.length > 60) return null;
  if (vocabulary.outletNames.has(key)) return name;
  const words = key.split(' ');
  if (words.length > MOST_WORDS || vocabulary.sections.has(key)) return null;
  const shown = name.split(/\s+/);
  const proper = shown.every((word) => !/^\p{Ll}/u.test(word) || SMALL.has(word.toLowerCase()));
  if (!proper) return null;
  for (const word of vocabulary.outletWords) {
    if (hasUnspacedScript(word) || /\p{Script=Hangul}/u.test(word)) {
      if (key.endsWith(word) && key.length > word.length && key.length <= 14) return name;
    } else if (
      words.includes(word) &&
      words.length > 1 &&
      words.some(
        (other) => other !== word && other.length > 2 && !ARTICLES.has(other) && !vocabulary.sections.has(other),
      )
    ) {
      return name;
    }
  }
  return null;
}

const SMALL = new Set(
  'the of and de la le les el los y e et und der die das am an im in on for du do da del di van het'.split(' '),
);
const ARTICLES = new Set('the der die das den les los las het'.split(' '));
