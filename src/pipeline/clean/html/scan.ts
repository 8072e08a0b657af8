import type { AnyNode, Document, Element } from 'domhandler';
import { type BlockKind, type Reason, rejected } from '../../documents.ts';
import { foldSpace } from '../../reading/fold.ts';
import { countWords, endsSentence, isProse } from '../../reading/prose.ts';
import { inline, textual, unread } from './element-names.ts';
import { isHidden, type KnownNames } from './parts.ts';
import { addUp, type Scope, scopeOf, topScope } from './scope.ts';

/** A block as the page's markup gives it. */
export type ScannedBlock = {
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
};

/** From so many words on, a heading is an introduction in large letters; the headline is not. */
const SPOKEN = 20;

type Frame = { children: readonly AnyNode[]; at: number; leaves: 'link' | 'scope' | 'unseen' | null };

/** More blocks than any story has: a log, a dictionary, a trap. */
const MOST_BLOCKS = 50_000;

/** `times` counts the page's time elements. */
export type Scan = { blocks: ScannedBlock[]; scopes: Scope[]; times: number };

/**
 * Walks a page once, without recursion: all its text as blocks in document order, and the elements that hold them.
 * Gives a rejection (`too-many-blocks`) for a page past the bound.
 */
export function scan(document: Document): Scan | { rejected: Reason } {
  const blocks: ScannedBlock[] = [];
  const top = topScope();
  const scopes: Scope[] = [top];
  const known: KnownNames = new Map();
  let scope = top;
  let [text, linked, unseen] = ['', '', ''];
  let [links, hidden, times] = [0, 0, 0];
  // Two line breaks with nothing between them part paragraphs; one stands within a sentence.
  let [broken, blank] = [false, true];

  const flush = () => {
    broken = false;
    if (text !== '' || unseen !== '') {
      const block = blockOf(text, linked, unseen, blocks.length, scope);
      if (block) blocks.push(block);
    }
    [text, linked, unseen] = ['', '', ''];
  };
  const read = (data: string) => {
    if (hidden > 0) {
      unseen += data;
      return;
    }
    text += data;
    if (links > 0) linked += data;
    if (blank && /\S/.test(data)) blank = false;
  };
  const open = (element: Element): Frame['leaves'] => {
    const { name, attribs } = element;
    // An unknown element inside a paragraph is a word of it in a dress of the page's own.
    if (inline.has(name) || (name.includes('-') && textual.has(scope.element?.name ?? ''))) {
      if (isHidden(attribs) || attribs.role === 'tooltip' || SCREEN_READER.test(attribs.class ?? '')) {
        hidden++;
        return 'unseen';
      }
      if (name === 'time') times++;
      if (name !== 'a' || attribs.href === undefined) return null;
      links++;
      return 'link';
    }
    flush();
    scope = scopeOf(element, scope, known);
    scopes.push(scope);
    return 'scope';
  };
  const leave = (leaves: Frame['leaves']) => {
    if (leaves === 'link') links--;
    else if (leaves === 'unseen') hidden--;
    else if (leaves === 'scope') {
      flush();
      scope = scope.parent ?? top;
    }
  };

  const frames: Frame[] = [{ children: document.children, at: 0, leaves: null }];
  for (let frame = frames.at(-1); frame !== undefined; frame = frames.at(-1)) {
    if (blocks.length > MOST_BLOCKS)
      return rejected('too-many-blocks', `the page has more than ${MOST_BLOCKS} pieces of text`);
    const node = frame.children[frame.at++];
    if (node === undefined) {
      frames.pop();
      leave(frame.leaves);
    } else if (node.type === 'text') read(node.data);
    else if (!('attribs' in node)) {
      if ('children' in node) frames.push({ children: node.children, at: 0, leaves: null });
    } else if (unread.has(node.name)) {
      if (node.name === 'input' && isEmailField(node)) scope.asksEmail = true;
    } else if (node.name === 'hr' || (node.name === 'br' && broken && blank)) flush();
    else if (node.name === 'br') {
      read(' ');
      [broken, blank] = [true, true];
    } else frames.push({ children: node.children, at: 0, leaves: open(node) });
  }
  flush();
  addUp(scopes);
  return { blocks, scopes, times };
}

const SCREEN_READER = /(?:^|\s)(?:sr-only|visually-hidden|visuallyhidden|screen-reader-text)(?:\s|$)/;

const isEmailField = ({ attribs }: Element): boolean =>
  /e-?mail/i.test(`${attribs.type ?? ''} ${attribs.name ?? ''} ${attribs.id ?? ''}`);

/** One block, counted into its scope; null when there is no text. */
function blockOf(text: string, linked: string, unseen: string, n: number, scope: Scope): ScannedBlock | null {
  const folded = foldSpace(text);
  const unseenText = unseen === '' ? '' : foldSpace(unseen);
  if (folded === '' && unseenText === '') return null;
  const words = countWords(folded);
  const linkChars = linked === '' ? 0 : Math.min(folded.length, foldSpace(linked).length);
  const spoken = scope.kind === 'heading' && scope.level !== 1 && words >= SPOKEN;
  const kind = spoken ? 'paragraph' : scope.kind;
  const prose = kind !== 'heading' && isProse(folded, words);
  scope.chars += folded.length;
  scope.links += linkChars;
  if (prose) scope.prose += folded.length - linkChars;
  return {
    n,
    kind,
    level: spoken ? undefined : scope.level,
    text: folded,
    unseen: unseenText,
    scope,
    links: folded === '' ? 0 : linkChars / folded.length,
    words,
    prose,
    endsSentence: endsSentence(folded),
  };
}
