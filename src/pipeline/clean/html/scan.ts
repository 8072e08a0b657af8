import { type Reason, rejected } from '../../documents.ts';
import { foldSpace } from '../../reading/fold.ts';
import { countWords, isProse } from '../../reading/prose.ts';
import type { AnyNode, Document, Element } from './parse/nodes.ts';
import { isHidden } from './parts.ts';
import { addUp, type Scope, scopeOf, topScope } from './scope.ts';
import { StoryLine } from './story-line.ts';

/** From so many words on, a heading is an introduction in large letters; the headline is not. */
const SPOKEN = 20;

/** Signs that may follow a link which ends its text: a full stop, a bracket, white space. */
const AFTER_LINK = 2;

/** What ends where an element ends; its text alone is read on when nothing does. */
type Leaves = 'link' | 'scope' | 'unseen' | null;

/** More blocks than any story has: a log, a dictionary, a trap. */
const MOST_BLOCKS = 50_000;

/** `times` counts the page's time elements. */
export type Scan = { blocks: StoryLine[]; scopes: Scope[]; times: number };

/**
 * Walks a page once, without recursion: all its text as blocks in document order, and the elements that hold them.
 * Gives a rejection (`too-many-blocks`) for a page past the bound.
 */
export function scan(document: Document): Scan | { rejected: Reason } {
  const blocks: StoryLine[] = [];
  const top = topScope();
  const scopes: Scope[] = [top];
  let scope = top;
  let [text, linked, unseen] = ['', '', ''];
  let [links, hidden, times] = [0, 0, 0];
  // The places in the text where its last link begins and ends.
  let [linkFrom, linkTo] = [0, 0];
  // Two line breaks with nothing between them part paragraphs; one stands within a sentence.
  let [broken, blank] = [false, true];

  const flush = () => {
    broken = false;
    if (text !== '' || unseen !== '') {
      const block = blockOf(
        text,
        linked,
        unseen,
        blocks.length,
        scope,
        text.length - linkTo <= AFTER_LINK ? linkFrom : 0,
      );
      if (block) blocks.push(block);
    }
    text = '';
    linked = '';
    unseen = '';
    linkFrom = 0;
    linkTo = 0;
  };
  const read = (data: string, empty: boolean) => {
    if (hidden > 0) {
      unseen += data;
      return;
    }
    // Most white space of a page lays out its markup, and begins no text.
    if (empty && text === '') return;
    text += data;
    if (links > 0) linked += data;
    if (!empty) blank = false;
  };
  const open = (element: Element): Leaves => {
    const { name, tag } = element;
    const inText = scope.element?.tag.textual === true;
    // An unknown element inside a paragraph is a word of it in a dress of the page's own.
    if (tag.inline || (inText && name.includes('-'))) {
      const facts = element.classFacts;
      if (facts?.spoken || isHidden(element) || element.attribute('role') === 'tooltip') {
        hidden++;
        return 'unseen';
      }
      if (name === 'time') times++;
      // The parts of a caption stand apart on the page: what it shows, who took the picture.
      if (name === 'span' && scope.kind === 'caption') read(' ', true);
      // A caption is a text of its own, whatever element it stands in.
      if (facts?.part !== 'caption' || scope.kind !== 'paragraph' || inText) {
        if (name !== 'a' || !element.has('href')) return null;
        if (links++ === 0) linkFrom = text.length;
        return 'link';
      }
    }
    flush();
    scope = scopeOf(element, scope, scopes.length);
    scopes.push(scope);
    return 'scope';
  };
  const leave = (leaves: Leaves) => {
    if (leaves === 'link') {
      links--;
      linkTo = text.length;
    } else if (leaves === 'unseen') hidden--;
    else if (leaves === 'scope') {
      flush();
      scope.end = scopes.length;
      scope = scope.parent ?? top;
    }
  };

  const leaves: Leaves[] = [];
  let node: AnyNode | null = document.firstChild;
  while (node !== null) {
    if (blocks.length > MOST_BLOCKS)
      return rejected('too-many-blocks', `the page has more than ${MOST_BLOCKS} pieces of text`);
    if (node.type === 'text') read(node.data, node.blank);
    else if (node.type === 'tag') {
      const { name } = node;
      if (node.tag.unread) {
        if (name === 'input' && isEmailField(node)) scope.asksEmail = true;
      } else if (name === 'hr' || (name === 'br' && broken && blank)) flush();
      else if (name === 'br') {
        read(' ', true);
        broken = true;
        blank = true;
      } else {
        const end = open(node);
        if (node.firstChild !== null) {
          leaves.push(end);
          node = node.firstChild;
          continue;
        }
        leave(end);
      }
    }
    while (node.next === null && node.parent.type !== 'root') {
      node = node.parent;
      leave(leaves.pop() ?? null);
    }
    node = node.next;
  }
  flush();
  top.end = scopes.length;
  addUp(scopes);
  return { blocks, scopes, times };
}

const isEmailField = (input: Element): boolean =>
  ['type', 'name', 'id'].some((attribute) => /e-?mail/i.test(input.attribute(attribute) ?? ''));

/** One block, counted into its scope; null when there is no text. `linkFrom`: where the link begins that ends the text, or 0. */
function blockOf(
  text: string,
  linked: string,
  unseen: string,
  n: number,
  scope: Scope,
  linkFrom: number,
): StoryLine | null {
  const folded = foldSpace(text);
  const unseenText = unseen === '' ? '' : foldSpace(unseen);
  if (folded === '' && unseenText === '') return null;
  const words = countWords(folded);
  const linkChars =
    linked === '' ? 0 : linked === text ? folded.length : Math.min(folded.length, foldSpace(linked).length);
  const spoken = scope.kind === 'heading' && scope.level !== 1 && words >= SPOKEN;
  const kind = spoken ? 'paragraph' : scope.kind;
  const prose = kind !== 'heading' && isProse(folded, words);
  scope.chars += folded.length;
  scope.links += linkChars;
  if (prose) scope.prose += folded.length - linkChars;
  const level = spoken ? undefined : scope.level;
  const links = folded === '' ? 0 : linkChars / folded.length;
  const endLink = linkFrom > 0 && prose ? folded.length - foldSpace(text.slice(linkFrom)).length : -1;
  return new StoryLine(n, kind, level, folded, unseenText, scope, links, words, prose, endLink);
}
