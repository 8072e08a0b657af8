import type { BlockKind } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { countWords, endsSentence, isProse } from '../../reading/prose.ts';
import type { Scope } from './scope.ts';

/** Characters of a line that its key is made of; two lines alike so far are alike. */
const KEY_LENGTH = 1000;
/** Characters that the beginning of its key is made of. */
const OPENING_LENGTH = 120;

/**
 * A block as the page's markup gives it, and what the rules look at. What a page is made of by the thousand is an object of a
 * class: those of an object literal V8 may make among its old objects, where they outlive their page, and all that they hold.
 */
export class StoryLine {
  n: number;
  kind: BlockKind;
  readonly level: number | undefined;
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
  /** Whether it stands in the story's root, and the element of the page's furniture it stands in; told when these are found. */
  inRoot = false;
  furniture: Scope | null = null;
  private shown: string;
  private known: string | null = null;
  private opening: string | null = null;
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
    this.shown = text;
    this.unseen = unseen;
    this.scope = scope;
    this.links = links;
    this.words = words;
    this.prose = prose;
    this.endsSentence = endsSentence(text);
    this.endLink = endLink;
  }

  get text(): string {
    return this.shown;
  }

  /** comparisonKey of the text's beginning; computed when first asked for. */
  get key(): string {
    this.known ??= comparisonKey(this.shown.slice(0, KEY_LENGTH));
    return this.known;
  }

  /**
   * The key, or a beginning of it of more than `length` characters, the last word perhaps cut. Of a long text the key is dear, and
   * most who ask for it look at its beginning alone.
   */
  keyPast(length: number): string {
    this.opening ??=
      this.shown.length <= OPENING_LENGTH ? this.key : comparisonKey(this.shown.slice(0, OPENING_LENGTH));
    return this.opening.length > length ? this.opening : this.key;
  }

  /** Takes the end of the text out, from a place on; gives what was taken. */
  cut(from: number): string {
    const end = this.shown.slice(from).trim();
    this.shown = this.shown.slice(0, from).trimEnd();
    this.known = null;
    this.opening = null;
    return end;
  }
}

/** A paragraph of the story that stands in no element of the page. */
export function textLine(text: string, n: number, scope: Scope): StoryLine {
  const words = countWords(text);
  const line = new StoryLine(n, 'paragraph', undefined, text, '', scope, 0, words, isProse(text, words), -1);
  line.inRoot = true;
  return line;
}
