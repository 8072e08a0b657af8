import { codeAt } from '../reading/code-at.ts';
import type { Needs } from './needed-words.ts';

/** Of a word so many signs in a row are looked for, the most telling ones; of one with fewer, all. */
const SIGNS = 4;
const BITS = 8;
const SINGLE = (1 << BITS) - 1;
const PAIR = (1 << (2 * BITS)) - 1;
const THREE = (1 << (3 * BITS)) - 1;
const RUN = -1;
/** Bits of the table that is asked first for runs of four; it fits the processor's nearest memory. */
const TABLE = 15;
const MIX = 0x9e3779b1;

/**
 * Dismisses patterns by the words they need: one pass over a text tells which of them may match it, and never leaves out
 * one that does, whatever the case of the letters.
 * @param needs what each pattern needs
 * @returns the numbers of the patterns to try on a text, in ascending order
 */
export function wordSieve(needs: readonly Needs[]): (text: string) => readonly number[] {
  const always = [...needs.keys()].filter((pattern) => needs[pattern]?.lists.length === 0);
  const marks = needs.flatMap(({ lists }, pattern) =>
    lists.flatMap((words, at) => words.map((word) => markOf(word, pattern, 1 << at))),
  );
  const withMask = (...masks: number[]) => marks.filter(({ mask }) => masks.includes(mask));
  const runs = new Chains(1 << TABLE, withMask(RUN), slotOf);
  const pairs = new Chains(PAIR + 1, withMask(PAIR, THREE), (gram) => gram & PAIR);
  const singles = new Chains(SINGLE + 1, withMask(SINGLE), (gram) => gram);
  /** For each pattern one bit for each of its lists. */
  const needed = needs.map(({ lists }) => (1 << lists.length) - 1);
  const openings = needs.map(({ opening }) => opening?.map((word) => ({ word, sign: signOf(word, 0) })) ?? null);
  const found = new Uint8Array(needs.length);
  return (text) => {
    const touched: number[] = [];
    let gram = 0;
    for (let at = 0; at < text.length; at++) {
      gram = (gram << BITS) | signOf(text, at);
      if (runs.holds(slotOf(gram))) runs.take(slotOf(gram), gram, found, touched);
      if (pairs.holds(gram & PAIR)) pairs.take(gram & PAIR, gram, found, touched);
      if (singles.holds(gram & SINGLE)) singles.take(gram & SINGLE, gram, found, touched);
    }
    let toTry = always;
    for (const pattern of touched) {
      if (found[pattern] === needed[pattern] && mayOpen(openings[pattern] ?? null, text)) toTry = [...toTry, pattern];
      found[pattern] = 0;
    }
    return toTry.length > always.length ? toTry.toSorted((a, b) => a - b) : always;
  };
}

/** The last signs of a text, those under `mask`, that tell a word of one of the lists that a pattern needs; `list` is a bit. */
type Mark = { pattern: number; list: number; gram: number; mask: number };

/** Of a word its most telling run of four signs; all of a shorter one. */
function markOf(word: string, pattern: number, list: number): Mark {
  if (word.length >= SIGNS) return { pattern, list, gram: tellingRun(word), mask: RUN };
  const gram = gramOf(word, 0, word.length);
  return { pattern, list, gram, mask: word.length === 3 ? THREE : word.length === 2 ? PAIR : SINGLE };
}

/** Marks by the place in a table at which they are looked for. They lie side by side: to reach for objects is dear. */
class Chains {
  private readonly used: Uint8Array;
  /** Behind 0, which is none: the first mark of each place, and the one after each mark. */
  private readonly firsts: Uint16Array;
  private readonly nexts: Uint16Array;
  private readonly grams: Int32Array;
  private readonly masks: Int32Array;
  private readonly patterns: Uint16Array;
  private readonly lists: Uint8Array;
  constructor(size: number, marks: readonly Mark[], placeOf: (gram: number) => number) {
    this.used = new Uint8Array(size);
    this.firsts = new Uint16Array(size);
    this.nexts = new Uint16Array(marks.length + 1);
    this.grams = Int32Array.from([0, ...marks.map(({ gram }) => gram)]);
    this.masks = Int32Array.from([0, ...marks.map(({ mask }) => mask)]);
    this.patterns = Uint16Array.from([0, ...marks.map(({ pattern }) => pattern)]);
    this.lists = Uint8Array.from([0, ...marks.map(({ list }) => list)]);
    for (const [at, { gram }] of marks.entries()) {
      const place = placeOf(gram);
      this.nexts[at + 1] = this.firsts[place] ?? 0;
      this.firsts[place] = at + 1;
      this.used[place] = 1;
    }
  }

  /** Whether any mark is looked for there: one look at a table of bytes, for most places hold none. */
  holds(place: number): boolean {
    return this.used[place] === 1;
  }

  /** Notes in `found` what the signs tell of each pattern, and in `touched` the patterns of which nothing was known. */
  take(place: number, gram: number, found: Uint8Array, touched: number[]): void {
    for (let at = this.firsts[place] ?? 0; at !== 0; at = this.nexts[at] ?? 0) {
      if ((gram & (this.masks[at] ?? 0)) !== this.grams[at]) continue;
      const pattern = this.patterns[at] ?? 0;
      const before = found[pattern] ?? 0;
      if (before === 0) touched.push(pattern);
      found[pattern] = before | (this.lists[at] ?? 0);
    }
  }
}

const slotOf = (gram: number): number => Math.imul(gram, MIX) >>> (32 - TABLE);

/** Where the first letter or digit of ASCII stands; -1 when a wider sign, which may be a letter too, stands before it. */
function firstWord(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = codeAt(text, at);
    if (code > 127) return -1;
    if (isLetter(code | 32) || isDigit(code)) return at;
  }
  return -1;
}

const isLetter = (small: number): boolean => small >= 97 && small <= 122;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** Whether a text opens with one of the words, each with its first sign; so may any when they are not known. */
function mayOpen(words: readonly { word: string; sign: number }[] | null, text: string): boolean {
  if (words === null) return true;
  const first = firstWord(text);
  if (first === -1) return true;
  const opening = signOf(text, first);
  return words.some(({ word, sign }) => sign === opening && stands(word, text, first));
}

function stands(word: string, text: string, from: number): boolean {
  if (from + word.length > text.length) return false;
  for (let at = 0; at < word.length; at++) if (signOf(word, at) !== signOf(text, from + at)) return false;
  return true;
}

/** Eight bits for each sign; letters that a regular expression takes for one when it ignores case have the same. */
const signs = new Uint8Array(1 << 16);
for (let code = 0; code < signs.length; code++) signs[code] = code;
/** Where letters with a capital lie. */
const cased = [
  [0, 0x58f],
  [0x10a0, 0x10ff],
  [0x13a0, 0x13ff],
  [0x1c80, 0x1cbf],
  [0x1d00, 0x1fff],
  [0x2100, 0x24ff],
  [0x2c00, 0x2dff],
  [0xa640, 0xa7ff],
  [0xab30, 0xabff],
  [0xff00, 0xff5f],
] as const;
for (const [from, to] of cased)
  for (let code = from; code <= to; code++)
    signs[code] = String.fromCharCode(code).toUpperCase().toLowerCase().charCodeAt(0);
/** The one capital that no change of case leads to its small letter: it becomes "ss". */
signs[0x1e9e] = signs[0xdf] ?? 0;

const signOf = (text: string, at: number): number => signs[codeAt(text, at)] ?? 0;

/** Letters from the most frequent in western texts to the rarest; any wider sign is rarer, any other more frequent. */
const BY_FREQUENCY = 'etaoinsrhdlcumwfgypbvkjxqz';

function rarityOf(sign: string): number {
  const place = BY_FREQUENCY.indexOf(sign.toLowerCase());
  return place !== -1 ? place : codeAt(sign, 0) > 127 ? BY_FREQUENCY.length : -1;
}

/** Of a word's runs of four signs the one that fewest other words hold, going by its letters. */
function tellingRun(word: string): number {
  let best = 0;
  let rarest = Number.NEGATIVE_INFINITY;
  for (let from = 0; from + SIGNS <= word.length; from++) {
    let rarity = 0;
    for (const sign of word.slice(from, from + SIGNS)) rarity += rarityOf(sign);
    if (rarity <= rarest) continue;
    rarest = rarity;
    best = gramOf(word, from, from + SIGNS);
  }
  return best;
}

/** The signs of a word from `from` to `to`, eight bits each. */
function gramOf(word: string, from: number, to: number): number {
  let gram = 0;
  for (let at = from; at < to; at++) gram = (gram << BITS) | signOf(word, at);
  return gram;
}
