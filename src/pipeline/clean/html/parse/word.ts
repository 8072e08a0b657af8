import { type NameFacts, readName } from '../name-facts.ts';
import { decodeAttribute } from './character-references.ts';

/** The value of an attribute that pages write over and over, such as a class list, as it stands; what it says is read once. */
export class Word {
  readonly text: string;
  private read: NameFacts | null = null;
  constructor(text: string) {
    this.text = text;
  }
  get facts(): NameFacts {
    this.read ??= readName(decodeAttribute(this.text));
    return this.read;
  }
}

const SLOTS = 8192;
const SLOTS_OF_PAGE = 1024;
const LONGEST = 200;
/** Words that several pages hold. One that only this page holds is let go with it: kept, it would soon be an old object of V8's. */
const slots: (Word | undefined)[] = new Array<Word | undefined>(SLOTS).fill(undefined);
/** The hash of each slot's word: to look at a word that is another one is dear, for it lies far off in memory. */
const hashes = new Int32Array(SLOTS);
/** The hash of the last word that was not in its slot. */
const met = new Int32Array(SLOTS);
let ofPage: (Word | undefined)[] = [];

/** To be called when a page's markup begins. */
export function beginWords(): void {
  ofPage = new Array<Word | undefined>(SLOTS_OF_PAGE).fill(undefined);
}

/** The word that stands in the markup from `start` to `end`: found by some of its signs, and not made again when it was met before. */
export function wordAt(html: string, start: number, end: number): Word {
  const length = end - start;
  if (length > LONGEST) return new Word(html.slice(start, end));
  let hash = length;
  for (let at = start; at < end; at += 1 + (length >> 3)) hash = (hash * 31 + html.charCodeAt(at)) | 0;
  if (length > 0) hash = (hash * 31 + html.charCodeAt(end - 1)) | 0;
  const slot = hash & (SLOTS - 1);
  const text = html.slice(start, end);
  if (hashes[slot] === hash) {
    const known = slots[slot];
    if (known !== undefined && known.text === text) return known;
  }
  const near = ofPage[hash & (SLOTS_OF_PAGE - 1)];
  if (near !== undefined && near.text === text) return near;
  // A slice of the page would hold the whole page in memory; a slice of two strings joined holds no more than these.
  const word = new Word(` ${text}`.slice(1));
  ofPage[hash & (SLOTS_OF_PAGE - 1)] = word;
  if (met[slot] === hash) {
    hashes[slot] = hash;
    slots[slot] = word;
  }
  met[slot] = hash;
  return word;
}

/** The same for a text that stands by itself. */
export const wordOf = (text: string): Word => wordAt(text, 0, text.length);
