const SLOTS = 4096;
const LONGEST = 40;
const slots: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);
/** Each slot's name as it was written: "viewBox". */
const written: (string | undefined)[] = new Array<string | undefined>(SLOTS).fill(undefined);

/**
 * The name that stands in the markup from `start` to `end`, in lower case. Pages write the same few hundred names over
 * and over: one that was met before is not made again. `hash` is any number that is equal for equal markup.
 */
export function nameAt(html: string, start: number, end: number, hash: number): string {
  const slot = hash & (SLOTS - 1);
  const known = written[slot];
  if (known !== undefined && known.length === end - start && html.startsWith(known, start)) return slots[slot] ?? known;
  const name = html.slice(start, end);
  const own = ownString(name.toLowerCase());
  if (own.length <= LONGEST) {
    slots[slot] = own;
    written[slot] = own === name ? own : ownString(name);
  }
  return own;
}

/**
 * A slice would hold the whole page in memory. What a Set holds is V8's own one string of that text, which is quick to compare
 * with others; any other string among names would make V8 compile anew whoever compares them.
 */
function ownString(text: string): string {
  pool.add(text);
  const [own = text] = pool;
  pool.clear();
  return own;
}
const pool = new Set<string>();
