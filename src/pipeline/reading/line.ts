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

/** A block with what the rules look at. Changed by its page only. */
export class Line {
  readonly n: number;
  /** The whole text as it stood, white space folded. */
  readonly original: string;
  readonly breaks: number | undefined;
  readonly level: number | undefined;
  kind: Block['kind'];
  text: string;
  words: number;
  prose: boolean;
  endsSentence: boolean;
  private keyOf = '';
  private keyText: string | undefined = undefined;
  constructor(block: LineSource, n: number) {
    this.n = n;
    this.original = block.text;
    this.breaks = block.breaks;
    this.level = block.level;
    this.kind = block.kind;
    this.text = block.text;
    this.words = countWords(block.text);
    this.prose = isProse(block.text, this.words) && block.kind !== 'heading' && block.kind !== 'caption';
    this.endsSentence = endsSentence(block.text);
  }
  /** comparisonKey of the text; computed when first asked for. */
  get key(): string {
    if (this.keyText !== this.text) {
      this.keyText = this.text;
      this.keyOf = comparisonKey(this.text);
    }
    return this.keyOf;
  }
}

/** Gives a line another text and works its features out again. */
export function setText(line: Line, text: string): void {
  line.text = text;
  line.words = countWords(text);
  line.prose = isProse(text, line.words) && line.kind !== 'heading' && line.kind !== 'caption';
  line.endsSentence = endsSentence(text);
}
