import { codeAt } from '../../reading/code-at.ts';

type Entry<T> = { word: string; meaning: T; next: Entry<T> | undefined };

const SLOTS = 1 << 13;
const slotOf = (hash: number): number => (hash ^ (hash >>> 15)) & (SLOTS - 1);

/** The hash of a word, letter by letter from 0 on; capitals count as small letters. */
export const hashed = (hash: number, code: number): number => (Math.imul(hash, 31) + (code | 32)) | 0;

/**
 * Words of small letters and digits with what each means. They are found in a longer name by the hash that its reader makes
 * on the way: no string is made of a word, and most are no entry's and cost one look.
 */
export class WordTable<T> {
  private readonly slots: (Entry<T> | undefined)[] = new Array<Entry<T> | undefined>(SLOTS).fill(undefined);

  constructor(meanings: ReadonlyMap<string, T>) {
    for (const [word, meaning] of meanings) {
      let hash = 0;
      for (let at = 0; at < word.length; at++) hash = hashed(hash, word.charCodeAt(at));
      this.slots[slotOf(hash)] = { word, meaning, next: this.slots[slotOf(hash)] };
    }
  }

  /** What the word from `start` to `end` of a name means, in letters of any case; undefined when it is not in the table. */
  find(name: string, start: number, end: number, hash: number): T | undefined {
    for (let entry = this.slots[slotOf(hash)]; entry !== undefined; entry = entry.next)
      if (entry.word.length === end - start && isAt(entry.word, name, start)) return entry.meaning;
    return undefined;
  }
}

function isAt(word: string, name: string, start: number): boolean {
  for (let at = 0; at < word.length; at++) if (codeAt(word, at) !== (codeAt(name, start + at) | 32)) return false;
  return true;
}
