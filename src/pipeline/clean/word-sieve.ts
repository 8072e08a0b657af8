import { codeAt } from '../reading/code-at.ts';
import type { Needs } from './needed-words.ts';

/** Of a word so many signs in a row are looked for, the most telling ones; one with fewer is found by its last two, or its only one. */
const SIGNS = 4;
const BITS = 8;
const PAIR = (1 << (2 * BITS)) - 1;
const THREE = (1 << (3 * BITS)) - 1;
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
  const always: number[] = [];
  const runs = new Map<number, Need[]>();
  const pairs = new Map<number, Need[]>();
  const mayBeRun = new Uint8Array(1 << TABLE);
  const mayBePair = new Uint8Array(PAIR + 1);
  /** For each pattern one bit for each of its lists. */
  const needed = needs.map(({ lists }) => (1 << lists.length) - 1);
  const add = (word: string, pattern: number, list: number) => {
    if (word.length >= SIGNS) {
      const run = tellingRun(word);
      const need = { pattern, list, gram: run, mask: -1 };
      mayBeRun[slotOf(run)] = 1;
      runs.set(run, [...(runs.get(run) ?? []), need]);
      return;
    }
    const last = signOf(word, word.length - 1);
    // Before a single sign any other may stand.
    const firsts = word.length === 1 ? Array(1 << BITS).keys() : [signOf(word, word.length - 2)];
    const [mask, third] = word.length === 3 ? [THREE, signOf(word, 0)] : [PAIR, 0];
    for (const first of firsts) {
      const pair = ((first << BITS) | last) & PAIR;
      const need = { pattern, list, gram: (third << (2 * BITS)) | pair, mask };
      mayBePair[pair] = 1;
      pairs.set(pair, [...(pairs.get(pair) ?? []), need]);
    }
  };
  for (const [pattern, { lists }] of needs.entries()) {
    if (lists.length === 0) always.push(pattern);
    for (const [at, words] of lists.entries()) for (const word of words) add(word, pattern, 1 << at);
  }
  const found = new Uint8Array(needs.length);
  return (text) => {
    let gram = 0;
    const touched: number[] = [];
    const take = (all: readonly Need[]): void => {
      for (const { pattern, list, gram: wanted, mask } of all) {
        if ((gram & mask) !== wanted) continue;
        const before = found[pattern] ?? 0;
        if (before === 0) touched.push(pattern);
        found[pattern] = before | list;
      }
    };
    for (let at = 0; at < text.length; at++) {
      gram = (gram << BITS) | signOf(text, at);
      if (mayBePair[gram & PAIR] === 1) take(pairs.get(gram & PAIR) ?? NONE);
      if (mayBeRun[slotOf(gram)] === 1) take(runs.get(gram) ?? NONE);
    }
    if (touched.length === 0) return always;
    const first = firstWord(text);
    const toTry = touched.filter(
      (pattern) => found[pattern] === needed[pattern] && mayOpen(needs[pattern]?.opening ?? null, text, first),
    );
    for (const pattern of touched) found[pattern] = 0;
    return toTry.length === 0 ? always : [...always, ...toTry].sort((a, b) => a - b);
  };
}

/** One of the lists that a pattern needs, as a bit, and the last signs of a text that tell a word of it. */
type Need = { pattern: number; list: number; gram: number; mask: number };
const NONE: readonly Need[] = [];

const slotOf = (gram: number): number => Math.imul(gram, MIX) >>> (32 - TABLE);

/** Where the first letter or digit of ASCII stands; -1 when a wider sign, which may be a letter too, stands before it. */
function firstWord(text: string): number {
  for (let at = 0; at < text.length; at++) {
    const code = codeAt(text, at);
    if (code > 127) return -1;
    if (WORD.test(text.charAt(at))) return at;
  }
  return -1;
}

const WORD = /[a-z\d]/i;

/** Whether one of the words stands at `first`; so may any that are not known. */
const mayOpen = (words: readonly string[] | null, text: string, first: number): boolean =>
  words === null || first === -1 || words.some((word) => stands(word, text, first));

function stands(word: string, text: string, from: number): boolean {
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

/** Of a word's runs of four signs the one with most letters of a to z, which few other words hold. */
function tellingRun(word: string): number {
  let best = 0;
  let most = -1;
  for (let from = 0; from + SIGNS <= word.length; from++) {
    const letters = word.slice(from, from + SIGNS).match(/[a-z]/gi)?.length ?? 0;
    if (letters <= most) continue;
    most = letters;
    best = 0;
    for (let at = from; at < from + SIGNS; at++) best = (best << BITS) | signOf(word, at);
  }
  return best;
}
