import { codeAt } from '../../reading/code-at.ts';
import { buildBits } from './build-names.ts';
import { type Named, NOTHING, nameWords, partByWord } from './name-words.ts';
import { type Part, partPhrases } from './part-words.ts';
import { hashed } from './word-table.ts';

/** What a class list, an id or an element's name says. `rank` is the part's place in the order of parts, the first first. */
export class NameFacts {
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
  constructor({ part, rank }: Named, name: string, told: boolean, hints: number) {
    this.part = part;
    this.rank = rank;
    this.hidden = told && HIDDEN.test(name) && !SHOWN_SOMEWHERE.test(name);
    this.spoken = told && SPOKEN.test(name);
    this.questions = told && QUESTIONS.test(name);
    this.hints = hints;
    this.build = told ? buildBits(name) : 0;
  }
}

const HIDDEN = /(?:^|\s)(?:hidden|hide|is-hidden|d-none|u-hidden|display-none)(?:\s|$)/;
const SHOWN_SOMEWHERE =
  /[a-z0-9]:(?:block|flex|inline|grid|table|contents|visible)|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|grid|table)/;
const SPOKEN = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)/;
const QUESTIONS = /faq|accordion/i;
const STATE_END = /false|true|enabled|disabled/i;
/** What each name has that one of these patterns fits, or one of build-names.ts; spares most names all but this look. */
const TELLING =
  /hid[de]|none|sr-only|visually|screen-reader|faq|accordion|false|true|enabled|disabled|hentry|-post|[-_](?:body|content|text)|grid|card|tile|product|pric[ei]/i;

/** Characters of a name that are read. */
const LONGEST = 1000;

/** What a name says, for every reader at once: its words in one walk, and the few names that need more by patterns. */
export function readName(name: string): NameFacts {
  const told = TELLING.test(name);
  const end = Math.min(name.length, LONGEST);
  let patterned = told && STATE_END.test(name);
  let named = NOTHING;
  let hints = 0;
  // A run of letters begins, a word of letters and digits, a name among others. "postDate", "post_date": two words each.
  let run = -1;
  let word = -1;
  let opening = 0;
  /** The word before in the same name; null at its beginning. */
  let previous: string | null = null;
  let state = false;
  let hash = 0;
  let before = 0;
  for (let at = 0; at <= end; at++) {
    const code = at < end ? codeAt(name, at) : SPACE;
    const small = code >= 97 && code <= 122;
    if (small && run !== -1) {
      hash = hashed(hash, code);
      before = code;
      continue;
    }
    if (code > 127) patterned = true;
    const capital = isCapital(code);
    const letter = small || capital;
    const digit = code >= 48 && code <= 57;
    const found =
      run !== -1 && (!letter || (capital && !isCapital(before))) ? nameWords.find(name, run, at, hash) : undefined;
    if (word !== -1 && (capital ? !isCapital(before) : !letter && !digit)) {
      const whole = run === word ? found : undefined;
      if (whole !== undefined)
        hints |= previous === null ? whole.hints.first : (whole.hints.after.get(previous) ?? whole.hints.bits);
      previous = whole?.word ?? '';
      word = -1;
    }
    if (found !== undefined) {
      patterned ||= found.phrased;
      state ||= found.state && run === opening && isJoined(name, at);
      if (!state && found.named.rank < named.rank) named = found.named;
    }
    if (letter && (run === -1 || (capital && !isCapital(before)))) {
      run = at;
      hash = 0;
    } else if (!letter) run = -1;
    if (word === -1 && (letter || digit)) word = at;
    if (letter) hash = hashed(hash, code);
    if (code <= SPACE) {
      previous = null;
      state = false;
      opening = at + 1;
    }
    before = code;
  }
  if (patterned) named = partRead(name.slice(0, LONGEST));
  return new NameFacts(named, name, told, hints);
}

const SPACE = 32;
const isCapital = (code: number): boolean => code >= 65 && code <= 90;

/** Whether a name goes on at this place with a word of its own: "has-sidebar", "hasSidebar". */
const isJoined = (name: string, at: number): boolean => JOINED.test(name.slice(at, at + 2));
const JOINED = /^(?:[-_]\S|[A-Z])/;

/** Class names that tell the state of a layout: has-sidebar, sidebar-enabled--false. */
const STATE = /(?:^|\s)(?:has|no|with|without|is|not)[-_]\S+|(?:^|\s)\S+[-_](?:false|true|enabled|disabled)\S*/g;

/** The part with all patterns: phrases first, and no word of a name that tells a state. */
function partRead(name: string): Named {
  const lower = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const phrase = partPhrases.find(([pattern]) => pattern.test(lower));
  if (phrase) return { part: phrase[1], rank: -1 };
  let best = NOTHING;
  for (const word of lower.replace(STATE, ' ').match(/\p{L}+/gu) ?? []) {
    const entry = partByWord.get(word);
    if (entry !== undefined && entry.rank < best.rank) best = entry;
  }
  return best;
}
