import { codeAt } from '../reading/code-at.ts';

/** Of a word so many signs in a row are looked for, the most telling ones; of one with fewer its last two, or its only one. */
const SIGNS = 4;
const BITS = 8;
const PAIR = (1 << (2 * BITS)) - 1;
/** Bits of the table that is asked first for runs of four; it fits the processor's nearest memory. */
const TABLE = 15;
const MIX = 0x9e3779b1;

/**
 * Dismisses patterns by the words they need: one pass over a text tells which of them may match it, and never leaves out
 * one that does, whatever the case of the letters.
 * @param needs for each pattern the words of which every text that it matches holds one; null when it names none
 * @returns the numbers of the patterns to try on a text, in ascending order
 */
export function wordSieve(needs: readonly (readonly string[] | null)[]): (text: string) => readonly number[] {
  const always: number[] = [];
  const runs = new Map<number, number[]>();
  const pairs = new Map<number, number[]>();
  const mayBeRun = new Uint8Array(1 << TABLE);
  const mayBePair = new Uint8Array(PAIR + 1);
  const add = (to: Map<number, number[]>, key: number, pattern: number) => {
    const patterns = to.get(key) ?? [];
    if (!patterns.includes(pattern)) to.set(key, [...patterns, pattern]);
  };
  for (const [at, words] of needs.entries()) {
    if (words === null || words.includes('')) always.push(at);
    else
      for (const word of words) {
        if (word.length >= SIGNS) {
          const run = tellingRun(word);
          mayBeRun[slotOf(run)] = 1;
          add(runs, run, at);
        } else {
          const last = signOf(word, word.length - 1);
          // Before a single sign any other may stand.
          const firsts = word.length === 1 ? Array(1 << BITS).keys() : [signOf(word, word.length - 2)];
          for (const first of firsts) {
            const pair = ((first << BITS) | last) & PAIR;
            mayBePair[pair] = 1;
            add(pairs, pair, at);
          }
        }
      }
  }
  const isFound = new Uint8Array(needs.length);
  return (text) => {
    let gram = 0;
    const found: number[] = [];
    const take = (patterns: readonly number[]): void => {
      for (const pattern of patterns) {
        if (isFound[pattern] === 1) continue;
        isFound[pattern] = 1;
        found.push(pattern);
      }
    };
    for (let at = 0; at < text.length; at++) {
      gram = (gram << BITS) | signOf(text, at);
      if (mayBePair[gram & PAIR] === 1) take(pairs.get(gram & PAIR) ?? NONE);
      if (mayBeRun[slotOf(gram)] === 1) take(runs.get(gram) ?? NONE);
    }
    if (found.length === 0) return always;
    take(always);
    for (const pattern of found) isFound[pattern] = 0;
    return found.sort((a, b) => a - b);
  };
}

const NONE: readonly number[] = [];

const slotOf = (gram: number): number => Math.imul(gram, MIX) >>> (32 - TABLE);

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
