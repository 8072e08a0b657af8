/** So many signs of a needed word are looked for; neededWords names none that is shorter. */
const SIGNS = 4;
const BITS = 5;
const GRAM = (1 << (SIGNS * BITS)) - 1;
/** Bits of the table that is asked first; it fits the processor's nearest memory. */
const TABLE = (1 << 15) - 1;

/**
 * Dismisses patterns by the words they need: one pass over a text tells which of them may match it, and never leaves out
 * one that does, whatever the case of the letters.
 * @param needs for each pattern the words of which every text that it matches holds one, each of four signs or more; null
 * when it names none
 * @returns the numbers of the patterns to try on a text, in ascending order
 */
export function wordSieve(needs: readonly (readonly string[] | null)[]): (text: string) => readonly number[] {
  const always: number[] = [];
  const byGram = new Map<number, number[]>();
  const first = new Uint8Array(TABLE + 1);
  for (const [at, words] of needs.entries()) {
    const grams = words?.map(tellingGram) ?? [null];
    if (grams.includes(null)) {
      always.push(at);
      continue;
    }
    for (const gram of new Set(grams)) {
      if (gram === null) continue;
      byGram.set(gram, [...(byGram.get(gram) ?? []), at]);
      first[gram & TABLE] = 1;
    }
  }
  return (text) => {
    let gram = 0;
    let found: Set<number> | null = null;
    for (let at = 0; at < text.length; at++) {
      gram = ((gram << BITS) | signOf(text, at)) & GRAM;
      if (first[gram & TABLE] !== 1) continue;
      for (const pattern of byGram.get(gram) ?? []) {
        found ??= new Set(always);
        found.add(pattern);
      }
    }
    return found === null ? always : [...found].sort((a, b) => a - b);
  };
}

/** Five bits for each sign; letters that a regular expression takes for one when it ignores case have the same. */
const signs = new Uint8Array(1 << 16);
for (let code = 0; code < signs.length; code++) signs[code] = code & 31;
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
    signs[code] = String.fromCharCode(code).toUpperCase().toLowerCase().charCodeAt(0) & 31;
/** The one capital that no change of case leads to its small letter: it becomes "ss". */
signs[0x1e9e] = signs[0xdf] ?? 0;

const signOf = (text: string, at: number): number => signs[text.charCodeAt(at)] ?? 0;

/** Of a word's runs of four signs the one with most letters of a to z, which few other words hold. */
function tellingGram(word: string): number | null {
  let best: number | null = null;
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
