import type { BlockKind } from '../../documents.ts';
import { countWords, endsSentence, isProse } from '../../reading/prose.ts';
import type { Scope } from './scope.ts';

/**
 * A block as the page's markup gives it. What a page is made of by the thousand is an object of a class: those of an object
 * literal V8 may make among its old objects, where they outlive their page, and all that they hold with them.
 */
export class ScannedBlock {
  readonly n: number;
  readonly kind: BlockKind;
  readonly level: number | undefined;
  readonly text: string;
  /** Text that stands inside the block and is not shown: for screen readers, or until a finger hovers. */
  readonly unseen: string;
  readonly scope: Scope;
  /** The share of the text that is link text, 0 to 1. */
  readonly links: number;
  readonly words: number;
  readonly prose: boolean;
  readonly endsSentence: boolean;
  /** Where in the text its last link begins, when the text ends in that link; -1 when it does not, or is the link. */
  readonly endLink: number;
  constructor(
    n: number,
    kind: BlockKind,
    level: number | undefined,
    text: string,
    unseen: string,
    scope: Scope,
    links: number,
    words: number,
    prose: boolean,
    endLink: number,
  ) {
    this.n = n;
    this.kind = kind;
    this.level = level;
    this.text = text;
    this.unseen = unseen;
    this.scope = scope;
    this.links = links;
    this.words = words;
    this.prose = prose;
    this.endsSentence = endsSentence(text);
    this.endLink = endLink;
  }
}

/** A paragraph that stands in no element of the page. */
export function textBlock(text: string, n: number, scope: Scope): ScannedBlock {
  const words = countWords(text);
  return new ScannedBlock(n, 'paragraph', undefined, text, '', scope, 0, words, isProse(text, words), -1);
}
