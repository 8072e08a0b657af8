import { codeAt } from '../../reading/code-at.ts';
import { neededWords } from '../needed-words.ts';
import { buildBits } from './build-names.ts';
import { hintsOfNames } from './declare/name-hints.ts';
import { type Part, partPhrases, partWords } from './part-words.ts';
import { hashed, WordTable } from './word-table.ts';

/** What a class list, an id or an element's name says. `rank` is the part's place in the order of parts, the first first. */
export type NameFacts = {
  readonly part: Part | null;
  readonly rank: number;
  /** Whether a class of it hides the element at any width of the screen. */
  readonly hidden: boolean;
  /** Whether it is for screen readers alone. */
  readonly spoken: boolean;
  /** Whether it lists questions with answers that open. */
  readonly questions: boolean;
  /** Bits of page-hints.ts: the fields that it hints at, and the zones that it opens. */
  readonly hints: number;
  /** Bits of build-names.ts. */
  readonly build: number;
};

/** Names that were read; longer ones are read each time. A page has a few hundred, and the next page of its site the same. */
const MOST_KNOWN = 8_000;
const LONGEST_KNOWN = 300;
const known = new Map<string, NameFacts>();

/** What a name says, for every reader at once. */
export function readName(name: string): NameFacts {
  let facts = known.get(name);
  if (facts === undefined) {
    facts = factsOf(name);
    if (known.size >= MOST_KNOWN) known.clear();
    if (name.length <= LONGEST_KNOWN) known.set(name, facts);
  }
  return facts;
}

const HIDDEN = /(?:^|\s)(?:hidden|hide|is-hidden|d-none|u-hidden|display-none)(?:\s|$)/;
const SHOWN_SOMEWHERE =
  /[a-z0-9]:(?:block|flex|inline|grid|table|contents|visible)|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|grid|table)/;
const SPOKEN = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)/;
const QUESTIONS = /faq|accordion/i;
/** What each name has that one of these patterns fits, or that may tell a state; spares most names all but this look. */
const TELLING = /hid[de]|none|sr-only|visually|screen-reader|faq|accordion|false|true|enabled|disabled/i;

function factsOf(name: string): NameFacts {
  const told = TELLING.test(name);
  const named = name.length > LONGEST ? NOTHING : told ? partRead(name) : partNamed(name);
  return {
    part: named.part,
    rank: named.rank,
    hidden: told && HIDDEN.test(name) && !SHOWN_SOMEWHERE.test(name),
    spoken: told && SPOKEN.test(name),
    questions: told && QUESTIONS.test(name),
    hints: hintsOfNames(name),
    build: buildBits(name),
  };
}

type Named = { part: Part | null; rank: number };
const NOTHING: Named = { part: null, rank: Number.POSITIVE_INFINITY };
const LONGEST = 1000;

const byWord = new Map<string, Named>();
for (const [rank, [part, words]] of partWords.entries())
  for (const word of words.split(' ')) byWord.set(word, { part, rank });

/** Class names that tell the state of a layout, not what the element is: has-sidebar, sidebar-enabled--false. */
const STATE = /(?:^|\s)(?:has|no|with|without|is|not)[-_]\S+|(?:^|\s)\S+[-_](?:false|true|enabled|disabled)\S*/g;
/** A name with one of these words may hold a phrase or tell a state: it is read with all patterns. */
const telling = 'has no with without is not'.split(' ');
for (const [pattern] of partPhrases)
  for (const needed of neededWords(pattern.source).lists[0] ?? [])
    telling.push(needed.split('-').reduce((longest, word) => (word.length > longest.length ? word : longest)));
const words = new WordTable<Named | null>(new Map([...byWord, ...telling.map((word) => [word, null] as const)]));

/** The part that the words of a name say; where several are named the one of the lowest rank. */
function partNamed(name: string): Named {
  let best = NOTHING;
  let start = -1;
  let before = 0;
  let hash = 0;
  for (let at = 0; at <= name.length; at++) {
    const code = at < name.length ? codeAt(name, at) : 0;
    if (code > 127) return partRead(name);
    const capital = code >= 65 && code <= 90;
    const small = code >= 97 && code <= 122;
    if (start !== -1 && (!(small || capital) || (capital && before >= 97))) {
      const entry = words.find(name, start, at, hash);
      if (entry === null) return partRead(name);
      if (entry !== undefined && entry.rank < best.rank) best = entry;
      start = -1;
    }
    if (small || capital) {
      if (start === -1) {
        start = at;
        hash = 0;
      }
      hash = hashed(hash, code);
    }
    before = code;
  }
  return best;
}

/** The same with all patterns: phrases first, and no word of a name that tells a state. */
function partRead(name: string): Named {
  const lower = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const phrase = partPhrases.find(([pattern]) => pattern.test(lower));
  if (phrase) return { part: phrase[1], rank: -1 };
  let best = NOTHING;
  for (const word of lower.replace(STATE, ' ').match(/\p{L}+/gu) ?? []) {
    const entry = byWord.get(word);
    if (entry !== undefined && entry.rank < best.rank) best = entry;
  }
  return best;
}
