const SLOTS = 4096;
const LONGEST = 40;
const slots: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);

/**
 * The name that stands in the markup from `start` to `end`, in lower case. Pages write the same few hundred names over
 * and over: one that was met before is not made again. `hash` is any number that is equal for equal markup.
 */
export function nameAt(html: string, start: number, end: number, hash: number): string {
  const slot = hash & (SLOTS - 1);
  const known = slots[slot];
  if (known !== undefined && known.length === end - start && html.startsWith(known, start)) return known;
  const name = html.slice(start, end).toLowerCase();
  const own = ownString(name);
  if (own.length <= LONGEST) slots[slot] = own;
  return own;
}

/**
 * A slice would hold the whole page in memory; a key is a string of its own, and quick to compare with others. A key of
 * digits is none; what JSON reads is, and one such name would make V8 compile anew whoever compares names.
 */
function ownString(text: string): string {
  if (DIGITS.test(text)) return String(JSON.parse(`"${text}"`));
  bag[text] = null;
  const own = Object.keys(bag)[0] ?? text;
  delete bag[own];
  return own;
}
const DIGITS = /^\d+$/;
const bag: Record<string, null> = Object.create(null);
