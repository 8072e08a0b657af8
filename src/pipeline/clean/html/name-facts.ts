import { type Part, partPhrases, partWords } from './part-words.ts';

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
};

/** Reads a name, each of a page's different ones once. */
export type NameReader = (name: string) => NameFacts;

export function nameReader(): NameReader {
  const known = new Map<string, NameFacts>();
  return (name) => {
    let facts = known.get(name);
    if (facts === undefined) {
      facts = factsOf(name);
      known.set(name, facts);
    }
    return facts;
  };
}

const HIDDEN = /(?:^|\s)(?:hidden|hide|is-hidden|d-none|u-hidden|display-none)(?:\s|$)/;
const SHOWN_SOMEWHERE =
  /[a-z0-9]:(?:block|flex|inline|grid|table|contents|visible)|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|grid|table)/;
const SPOKEN = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)/;
const QUESTIONS = /faq|accordion/i;

function factsOf(name: string): NameFacts {
  const named = name.length > LONGEST ? NOTHING : partNamed(name);
  return {
    part: named.part,
    rank: named.rank,
    hidden: HIDDEN.test(name) && !SHOWN_SOMEWHERE.test(name),
    spoken: SPOKEN.test(name),
    questions: QUESTIONS.test(name),
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
/** What every such name holds; this spares most names the dearer look. */
const MAY_BE_STATE = /(?:has|no|with|without|is|not)[-_]|[-_](?:false|true|enabled|disabled)/;
/** All phrases in one, for the same reason. */
const ANY_PHRASE = new RegExp(partPhrases.map(([pattern]) => `(?:${pattern.source})`).join('|'));
const CAPITAL_INSIDE = /[a-z][A-Z]/;
const WORD = /\p{L}+/gu;

/** The part that the words of a name say; where several are named the one of the lowest rank. */
function partNamed(name: string): Named {
  const parted = CAPITAL_INSIDE.test(name) ? name.replace(/([a-z])([A-Z])/g, '$1-$2') : name;
  const lower = parted.toLowerCase();
  if (ANY_PHRASE.test(lower)) {
    const phrase = partPhrases.find(([pattern]) => pattern.test(lower));
    if (phrase) return { part: phrase[1], rank: -1 };
  }
  let best = NOTHING;
  for (const word of (MAY_BE_STATE.test(lower) ? lower.replace(STATE, ' ') : lower).match(WORD) ?? []) {
    const entry = byWord.get(word);
    if (entry !== undefined && entry.rank < best.rank) best = entry;
  }
  return best;
}
