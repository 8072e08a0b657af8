import type { Block } from '../documents.ts';
import { comparisonKey } from './fold.ts';
import { countWords, endsSentence, isProse } from './prose.ts';

/** What a line is made from. */
export type LineSource = {
  kind: Block['kind'];
  text: string;
  breaks?: number | undefined;
  level?: number | undefined;
};

type Measures = { words: number; prose: boolean; endsSentence: boolean };

/** A block with what the rules look at; what is to be counted is counted when it is asked for. Changed by its page only. */
export class Line {
  readonly n: number;
  /** The whole text as it stood, white space folded. */
  readonly original: string;
  readonly breaks: number | undefined;
  readonly level: number | undefined;
  kind: Block['kind'];
  text: string;
  private measures: Measures | null = null;
  private keyOf = '';
  private keyText: string | undefined = undefined;
  constructor(block: LineSource, n: number) {
    this.n = n;
    this.original = block.text;
    this.breaks = block.breaks;
    this.level = block.level;
    this.kind = block.kind;
    this.text = block.text;
  }
  get words(): number {
    return this.measured().words;
  }
  get prose(): boolean {
    return this.measured().prose;
  }
  get endsSentence(): boolean {
    return this.measured().endsSentence;
  }
  /** comparisonKey of the text. */
  get key(): string {
    if (this.keyText !== this.text) {
      this.keyText = this.text;
      this.keyOf = comparisonKey(this.text);
    }
    return this.keyOf;
  }
  /** Gives it another text, or another kind. */
  set(text: string, kind: Block['kind'] = this.kind): void {
    this.text = text;
    this.kind = kind;
    this.measures = null;
  }
  private measured(): Measures {
    if (this.measures === null) {
      const { text, kind } = this;
      const words = countWords(text);
      const prose = isProse(text, words) && kind !== 'heading' && kind !== 'caption';
      this.measures = { words, prose, endsSentence: endsSentence(text) };
    }
    return this.measures;
  }
}
