import type { WarcFault, WarcRecord } from './found-record.ts';
import { type RecordHead, readRecordHead } from './record-head.ts';
import { isBlank, recordBegins, tailLength, trailer } from './record-tail.ts';

type Found = WarcRecord | WarcFault;

const mostHead = 64 * 1024;
const nextRecord = Buffer.from('\nWARC/1.');

/** Parts what the members of a file hold into records. A record may fill a member, share it, or go on in the next. */
export class RecordScanner {
  readonly #maxBlock: number;
  readonly #plain: boolean;
  /** What was unpacked and not yet read; joined when there is enough of it for the record at hand. */
  #parts: Buffer[] = [];
  #size = 0;
  #needed = 0;
  /** How many bytes of a plain file came before them. */
  #passed = 0;
  /** Where the record at hand began, and whether it did so with its member. */
  #at = 0;
  #aligned = true;
  #head: RecordHead | null = null;
  #discard = 0;
  /** Something was wrong: the next record is looked for. */
  #lost = false;
  /** A new member has begun, at this offset, and nothing of it was read. */
  #fresh: number | null = null;
  /** What was found last waits for the end of its gzip member, whose checksum may still be wrong. */
  #waiting: Found | null = null;

  constructor(maxBlock: number, plain: boolean) {
    this.#maxBlock = maxBlock;
    this.#plain = plain;
  }

  begin(at: number): void {
    this.#fresh = at;
  }

  *take(bytes: Buffer): Generator<Found> {
    if (this.#fresh !== null) yield* this.#enter(this.#fresh, bytes);
    this.#parts.push(bytes);
    this.#size += bytes.length;
    if (this.#size < this.#needed) return;
    const held = this.#parts.length === 1 ? bytes : Buffer.concat(this.#parts);
    this.#hold(yield* this.#scan(held));
  }

  *end(at: number): Generator<Found> {
    yield* this.#settle();
    const found = this.#waiting;
    this.#waiting = null;
    if (found === null) return;
    const alone = 'place' in found && found.place !== null;
    yield alone && !this.#plain ? { ...found, place: { offset: found.at, length: at - found.at } } : found;
  }

  *damaged({ at, why, over }: { at: number; why: string; over: boolean }): Generator<Found> {
    yield { at, fault: over ? 'truncated' : 'bad-gzip', detail: why };
    this.#forget();
  }

  /** The file is over. */
  *finish(): Generator<Found> {
    yield* this.#settle();
    if (this.#isInside()) yield* this.#give(this.#fault('truncated', 'the file ends inside it'));
    if (this.#waiting !== null) yield this.#waiting;
  }

  /** A member that begins as a record does ends whatever was open; any other goes on with it. */
  *#enter(at: number, bytes: Buffer): Generator<Found> {
    this.#fresh = null;
    const begins = bytes.subarray(0, recordBegins.length).equals(recordBegins);
    if (this.#isInside() && !begins) {
      this.#aligned = false;
      return;
    }
    if (this.#isInside()) yield this.#fault('bad-length', 'its gzip member ends before its Content-Length does');
    this.#forget();
    this.#at = at;
    this.#aligned = true;
  }

  /** Reads all records that `held` has whole. @returns what is left of it. */
  *#scan(held: Buffer): Generator<Found, Buffer> {
    let rest = held;
    const pass = (bytes: number): void => {
      rest = rest.subarray(bytes);
      this.#passed += bytes;
    };
    for (;;) {
      this.#needed = 0;
      const gone = Math.min(this.#discard, rest.length);
      pass(gone);
      this.#discard -= gone;
      if (this.#lost) {
        const next = rest.indexOf(nextRecord);
        pass(next === -1 ? Math.max(0, rest.length - nextRecord.length) : next + 1);
        if (next === -1) return rest;
        this.#lost = false;
        this.#aligned = false;
      }
      if (this.#head === null) {
        let blank = 0;
        while (isBlank(rest[blank])) blank++;
        pass(blank);
        if (rest.length === 0) return rest;
        if (this.#waiting !== null && 'place' in this.#waiting) {
          this.#waiting = { ...this.#waiting, place: null };
          this.#aligned = false;
        }
        if (this.#plain) this.#at = this.#passed;
        const read = readRecordHead(rest, mostHead);
        if (read === 'more') return rest;
        if ('bad' in read) {
          yield* this.#give(this.#fault('bad-head', read.bad));
          this.#lost = true;
          pass(1);
          continue;
        }
        this.#head = read;
      }
      const { size, length } = this.#head;
      const end = size + length;
      if (length > this.#maxBlock) {
        yield* this.#give(this.#fault('too-large', `its block has ${length} bytes, and ${this.#maxBlock} are taken`));
        this.#discard = end;
        this.#head = null;
        continue;
      }
      this.#needed = end + trailer.length;
      if (rest.length < this.#needed) return rest;
      const tail = tailLength(rest.subarray(end));
      if (tail === 'more') {
        this.#needed += recordBegins.length;
        return rest;
      }
      if (tail === null) {
        this.#head = null;
        yield* this.#give(this.#fault('bad-length', `it does not end where its Content-Length of ${length} says`));
        this.#lost = true;
        pass(1);
        continue;
      }
      yield* this.#giveRecord(rest, this.#head, tail);
      pass(end + tail);
    }
  }

  *#giveRecord(rest: Buffer, { fields, size, length }: RecordHead, tail: number): Generator<Found> {
    const end = size + length;
    const place = this.#plain || this.#aligned ? { offset: this.#at, length: end + tail } : null;
    const block = Buffer.from(rest.subarray(size, end));
    this.#head = null;
    yield* this.#give({ at: this.#at, place, type: fields.get('warc-type')?.toLowerCase() ?? '', fields, block });
  }

  /** Nothing follows in this member: a record whose block is whole is whole, however it ends. */
  *#settle(): Generator<Found> {
    const head = this.#head;
    if (head === null || this.#lost || this.#size < head.size + head.length) return;
    const held = Buffer.concat(this.#parts);
    const tail = held.subarray(head.size + head.length);
    if (!tail.every(isBlank)) return;
    yield* this.#giveRecord(held, head, tail.length);
    this.#passed += held.length;
    this.#hold(Buffer.alloc(0));
    this.#needed = 0;
  }

  *#give(found: Found): Generator<Found> {
    if (this.#plain) {
      yield found;
      return;
    }
    if (this.#waiting !== null) yield this.#waiting;
    this.#waiting = found;
  }

  #hold(rest: Buffer): void {
    // A copy: the whole of what it was cut from would be held with it.
    this.#parts = rest.length === 0 ? [] : [Buffer.from(rest)];
    this.#size = rest.length;
  }

  #forget(): void {
    this.#hold(Buffer.alloc(0));
    this.#needed = 0;
    this.#head = null;
    this.#discard = 0;
    this.#lost = false;
    this.#waiting = null;
  }

  #isInside(): boolean {
    return this.#size > 0 && !this.#lost;
  }

  #fault(fault: WarcFault['fault'], detail: string): WarcFault {
    return { at: this.#at, fault, detail };
  }
}
