/** A view of a stream that is read forward, with a bounded way back. */
export class Window {
  /** Where the reading stands, in bytes from the beginning of the stream. */
  position = 0;
  #held: Buffer = Buffer.alloc(0);
  /** The position of the first byte that is held, and of the first that is to be kept; null: none behind the reading. */
  #from = 0;
  #keep: number | null = null;
  #most = 0;
  readonly #source: AsyncIterator<Uint8Array>;
  readonly #read: ((bytes: number) => void) | undefined;
  #total = 0;

  constructor(source: AsyncIterable<Uint8Array>, read?: (bytes: number) => void) {
    this.#source = source[Symbol.asyncIterator]();
    this.#read = read;
  }

  /** Whether so many more bytes come. */
  async has(bytes: number): Promise<boolean> {
    while (this.#from + this.#held.length - this.position < bytes) {
      const { value, done } = await this.#source.next();
      if (done) return false;
      this.#total += value.length;
      this.#read?.(this.#total);
      this.#forget();
      this.#held = Buffer.concat([this.#held, value]);
    }
    return true;
  }

  /** What is at hand. */
  rest(): Buffer {
    return this.#held.subarray(this.position - this.#from);
  }

  /** Takes the next bytes, of those that are at hand. */
  take(bytes: number): Buffer {
    const taken = this.rest().subarray(0, bytes);
    this.position += taken.length;
    return taken;
  }

  /** Passes over everything up to a zero byte, and it; false when none comes. */
  async passZero(): Promise<boolean> {
    while (await this.has(1)) {
      const rest = this.rest();
      const at = rest.indexOf(0);
      this.take(at === -1 ? rest.length : at + 1);
      if (at !== -1) return true;
    }
    return false;
  }

  /** Keeps what is read from `position` on, so that `back` can return to it, but no more than `most` bytes. */
  keepFrom(position: number, most: number): void {
    this.#keep = position;
    this.#most = most;
  }

  /** Keeps nothing behind the reading. */
  letGo(): void {
    this.#keep = null;
  }

  /** Goes back to a position, or as near to it as was kept. */
  back(to: number): void {
    this.position = Math.max(to, this.#from);
  }

  #forget(): void {
    const wanted = this.#keep !== null && this.position - this.#keep <= this.#most ? this.#keep : this.position;
    this.#held = this.#held.subarray(wanted - this.#from);
    this.#from = wanted;
  }
}
