import { neededWords } from '../needed-words.ts';
import { type HintWord, hintWords } from './declare/name-hints.ts';
import { type Part, partPhrases, partWords } from './part-words.ts';
import { WordTable } from './word-table.ts';

/** The part that a name says. `rank` is its place in the order of parts, the first first. */
export type Named = { readonly part: Part | null; readonly rank: number };
export const NOTHING: Named = { part: null, rank: Number.POSITIVE_INFINITY };

export const partByWord: ReadonlyMap<string, Named> = new Map(
  partWords.flatMap(([part, words], rank) => words.split(' ').map((word) => [word, { part, rank }] as const)),
);

/** All that one word of a name says. */
export type NameWord = {
  readonly word: string;
  readonly named: Named;
  readonly hints: HintWord;
  /** Whether a name with this word may hold one of the phrases. */
  readonly phrased: boolean;
  /** Whether a name that begins with this word tells the state of a layout, not what the element is: has-sidebar. */
  readonly state: boolean;
};

const STATES = new Set('has no with without is not'.split(' '));
const NO_HINTS: HintWord = { first: 0, after: new Map(), bits: 0 };

/** Of each phrase's words the longest. */
const phraseWords = new Set(
  partPhrases
    .flatMap(([pattern]) => neededWords(pattern.source).lists[0] ?? [])
    .map((needed) => needed.split('-').reduce((longest, word) => (word.length > longest.length ? word : longest))),
);

/** Every word that says something, with all that it says: a name is walked once. */
export const nameWords = new WordTable<NameWord>(
  new Map(
    [...new Set([...partByWord.keys(), ...hintWords.keys(), ...phraseWords, ...STATES])].map((word) => [
      word,
      {
        word,
        named: partByWord.get(word) ?? NOTHING,
        hints: hintWords.get(word) ?? NO_HINTS,
        phrased: phraseWords.has(word),
        state: STATES.has(word),
      },
    ]),
  ),
);
