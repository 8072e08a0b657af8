import type { Block } from '../documents.ts';
import { comparisonKey } from './fold.ts';
import { countWords, endsSentence, isProse } from './prose.ts';

/** A block with what the rules look at. Changed by its page only. */
export type Line = {
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
  /** comparisonKey of the text; computed when first asked for. */
  readonly key: string;
};

/** What a line is made from. */
export type LineSource = { kind: Block['kind']; text: string; breaks?: number; level?: number };

/** A block with its features. */
export function makeLine(block: LineSource, n: number): Line {
  const words = countWords(block.text);
  let keyOf = '';
  let keyText: string | undefined;
  return {
    n,
    original: block.text,
    breaks: block.breaks,
    level: block.level,
    kind: block.kind,
    text: block.text,
    words,
    prose: isProse(block.text, words) && block.kind !== 'heading' && block.kind !== 'caption',
    endsSentence: endsSentence(block.text),
    get key() {
      if (keyText !== this.text) [keyText, keyOf] = [this.text, comparisonKey(this.text)];
      return keyOf;
    },
  };
}

/** Gives a line another text and works its features out again. */
export function setText(line: Line, text: string): void {
  line.text = text;
  line.words = countWords(text);
  line.prose = isProse(text, line.words) && line.kind !== 'heading' && line.kind !== 'caption';
  line.endsSentence = endsSentence(text);
}
