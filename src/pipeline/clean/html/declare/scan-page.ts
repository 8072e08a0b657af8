import { codeAt } from '../../../reading/code-at.ts';
import type { AnyNode, Document, Element } from '../parse/nodes.ts';
import { wordOf } from '../parse/word.ts';
import { readHeadElement, readScript } from './head-elements.ts';
import { hint, isAuthorAddress, ZONE } from './page-hints.ts';
import { type Item, Line, Mark, type PageScan, Zone } from './page-scan.ts';
import { itemReader } from './schema-items.ts';

const MOST_MARKS = 1_500;
const MOST_LINES = 20_000;
const LONGEST_LINE = 1_000;
const MARKED = hint.byline | hint.date | hint.dek | hint.title | hint.credit | hint.caption | hint.authorLink;
const SHOWN = /[^\s\u200b\u00ad\ufeff]/;

/** Whether a piece of a line holds a sign that shows; most begin with one. */
function isShown(piece: string): boolean {
  let at = 0;
  while (at < piece.length && codeAt(piece, at) <= 32) at++;
  const code = at < piece.length ? codeAt(piece, at) : 0;
  return code > 32 && code < 127 ? true : SHOWN.test(piece);
}

/** What an open element means for what stands inside it. */
class Frame {
  zone: Zone | null;
  mark: Mark | null = null;
  item: Item | null;
  readonly block: boolean;
  level = 0;
  silent: boolean;
  constructor(zone: Zone | null, item: Item | null, block: boolean, silent: boolean) {
    this.zone = zone;
    this.item = item;
    this.block = block;
    this.silent = silent;
  }
}

const OUTERMOST: Readonly<Frame> = new Frame(null, null, false, false);

/** Walks the page once, without recursion, and collects what the fields need. */
export function scanPage(document: Document): PageScan {
  const scan: PageScan = {
    language: null,
    base: null,
    heading: null,
    metas: [],
    links: [],
    jsonLd: [],
    scripts: [],
    items: [],
    lines: [],
    marks: [],
    images: [],
  };
  const readItem = itemReader(scan);
  const stack: Frame[] = [];
  let top: Readonly<Frame> = OUTERMOST;
  let line = '';
  let shown = false;
  let linked = 0;
  let links = 0;
  let articles = 0;
  let headings = 0;
  const flush = (): void => {
    if (line === '') return;
    if (scan.lines.length < MOST_LINES && shown)
      scan.lines.push(new Line(line, headings > 0, top.zone, linked / line.length));
    line = '';
    shown = false;
    linked = 0;
  };
  let node: AnyNode | null = document.firstChild;
  while (node !== null) {
    if (node.type === 'text') {
      if (!top.silent && line.length < LONGEST_LINE) {
        const before = line.length;
        const piece = before + node.data.length > LONGEST_LINE ? node.data.slice(0, LONGEST_LINE - before) : node.data;
        line += piece;
        shown ||= !node.blank && isShown(piece);
        if (links > 0) linked += line.length - before;
      }
    } else if (node.type === 'tag') {
      const tag = node.name;
      if (node.tag.line) flush();
      const frame = enter(node, tag);
      stack.push(frame);
      top = frame;
      if (frame.level === 1) headings++;
      if (tag === 'a') links++;
      else if (tag === 'article') articles++;
      if (node.firstChild !== null) {
        node = node.firstChild;
        continue;
      }
      leave(tag);
    }
    while (node.next === null && node.parent.type !== 'root') {
      node = node.parent;
      leave(node.name);
    }
    node = node.next;
  }
  flush();
  return scan;

  function leave(tag: string): void {
    const frame = top;
    if (frame.block) flush();
    stack.pop();
    top = stack[stack.length - 1] ?? OUTERMOST;
    if (frame.level === 1) headings--;
    if (tag === 'a') links--;
    else if (tag === 'article') articles--;
    if (frame.mark) frame.mark.last = scan.lines.length;
  }

  function enter(element: Element, tag: string): Frame {
    const { line: block, level, silent, hints } = element.tag;
    const unseen = tag !== 'body' && top.silent;
    const frame = new Frame(top.zone, top.item, block, unseen);
    if (silent) {
      frame.silent = true;
      if (tag === 'script') readScript(scan, element);
      return frame;
    }
    readHeadElement(scan, element);
    if (tag === 'title') frame.silent = true;
    if (unseen) return frame;
    let bits = tag === 'footer' && articles > 0 ? 0 : hints;
    frame.level = level;
    if (element.pairs.length > 0) bits |= hintsOfAttributes(element, tag, frame);
    if (tag === 'article' || tag === 'main' || frame.level === 1) bits &= ~ZONE;
    const own = bits & ZONE;
    if (own !== 0) frame.zone = new Zone(frame.zone, own);
    const first = scan.lines.length;
    if ((tag === 'img' || tag === 'amp-img') && scan.images.length < MOST_MARKS)
      scan.images.push(new Mark(element, bits, frame.zone, first));
    if (((bits & MARKED) !== 0 || frame.level === 1 || frame.level === 2) && scan.marks.length < MOST_MARKS) {
      frame.mark = new Mark(element, bits, frame.zone, first);
      scan.marks.push(frame.mark);
    }
    return frame;
  }

  /** One pass over the attributes: elements have few of the many that matter. */
  function hintsOfAttributes(element: Element, tag: string, frame: Frame): number {
    const { pairs } = element;
    const outer = tag === 'html' || tag === 'body';
    let bits = outer ? 0 : (element.classFacts?.hints ?? 0) | (element.idFacts?.hints ?? 0);
    let described = false;
    let signed = false;
    for (let at = 0; at < pairs.length; at += 2) {
      switch (pairs[at]) {
        case 'data-testid':
        case 'data-component':
        case 'data-qa':
          if (!outer) bits |= wordOf(pairs[at + 1] ?? '').facts.hints & ~ZONE;
          break;
        case 'rel':
          if (/\bauthor\b/i.test(element.valueAt(at + 1))) {
            bits |= hint.byline;
            signed = true;
          }
          break;
        case 'href':
          if (tag === 'a' && isAuthorAddress(element.valueAt(at + 1))) signed = true;
          break;
        case 'datetime':
          bits |= hint.date;
          break;
        case 'hidden':
          bits |= hint.hidden;
          break;
        case 'style':
          if (/display\s*:\s*none/i.test(element.valueAt(at + 1))) bits |= hint.hidden;
          break;
        case 'itemprop':
        case 'itemscope':
        case 'property':
        case 'typeof':
          described = true;
          break;
      }
    }
    if (signed && tag === 'a') bits |= hint.authorLink;
    if (!described) return bits;
    const { item, bits: told } = readItem(element, frame.item);
    frame.item = item;
    return bits | told;
  }
}
