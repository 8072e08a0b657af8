import type { AnyNode, Document, Element } from 'domhandler';
import { foldSpace } from '../../../reading/fold.ts';
import { hintsOfNames } from './name-hints.ts';
import { AUTHOR_ADDRESS, hint, tagHints, ZONE } from './page-hints.ts';
import { BLOCKS, textOf } from './text-of.ts';

/** A part of the page that is, or may be, not the story; `bits` are its own hints. */
export type Zone = { outer: Zone | null; bits: number };

/** One visible line of text, as a browser would break it at block elements and <br>. */
export class Line {
  readonly heading: boolean;
  readonly zone: Zone | null;
  readonly linked: number;
  readonly #raw: string;
  constructor(raw: string, heading: boolean, zone: Zone | null, linked: number) {
    this.#raw = raw;
    this.heading = heading;
    this.zone = zone;
    this.linked = linked;
  }
  /** Folded when it is asked for: most lines of a page never are. */
  get text(): string {
    return foldSpace(this.#raw);
  }
  /** About how long the line is, before folding. */
  get size(): number {
    return this.#raw.length;
  }
}

/** An element whose tag or names hint at a field. It covers the lines from `first` to `last`. */
export type Mark = { element: Element; bits: number; zone: Zone | null; first: number; last: number };

/** A schema.org-like item of microdata or RDFa; a property's value is text or an item. `at` is the line it stands at. */
export type Item = {
  types: string[];
  id: string | null;
  properties: Map<string, (string | Item)[]>;
  at: number;
  syntax: 'microdata' | 'rdfa';
};

export type Meta = { name: string; content: string };
export type Link = { rel: string; href: string; hreflang: string; type: string };

/** What one walk over a page collects, for every field to read. */
export type PageScan = {
  language: string | null;
  base: string | null;
  /** The text of the first <title>. */
  heading: string | null;
  metas: Meta[];
  links: Link[];
  jsonLd: string[];
  /** Scripts that may hold the page's data; read only when nothing else tells. */
  scripts: Element[];
  items: Item[];
  lines: Line[];
  marks: Mark[];
  images: Mark[];
  amp: boolean;
};

const SILENT = new Set('script style noscript template svg math iframe object canvas textarea select'.split(' '));
const MOST_MARKS = 1_500;
const MOST_LINES = 20_000;
const MOST_METAS = 3_000;
const MOST_ITEMS = 3_000;
const LONGEST_LINE = 1_000;
const MARKED = hint.byline | hint.date | hint.dek | hint.title | hint.credit | hint.caption | hint.authorLink;

type Frame = {
  element: Element;
  zone: Zone | null;
  mark: Mark | null;
  item: Item | null;
  block: boolean;
  level: number;
  silent: boolean;
};

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
    amp: false,
  };
  const stack: Frame[] = [];
  let line = '';
  let linked = 0;
  let links = 0;
  let items = 0;
  let articles = 0;
  let headings = 0;
  const flush = (): void => {
    if (line === '') return;
    if (/[^\s\u200b\u00ad\ufeff]/.test(line) && scan.lines.length < MOST_LINES)
      scan.lines.push(new Line(line, headings > 0, stack.at(-1)?.zone ?? null, linked / line.length));
    line = '';
    linked = 0;
  };
  let node: AnyNode | null = document.firstChild as AnyNode | null;
  while (node) {
    const top = stack.at(-1);
    if (node.type === 'text') {
      if (!top?.silent && line.length < LONGEST_LINE) {
        const before = line.length;
        line += before + node.data.length > LONGEST_LINE ? node.data.slice(0, LONGEST_LINE - before) : node.data;
        if (links > 0) linked += line.length - before;
      }
    } else if ('children' in node && node.type !== 'root') {
      if ('attribs' in node) {
        const element: Element = node;
        const tag = element.name;
        const frame: Frame = {
          element,
          zone: top?.zone ?? null,
          mark: null,
          item: top?.item ?? null,
          block: BLOCKS.has(tag),
          level: 0,
          silent: tag === 'body' ? false : (top?.silent ?? false),
        };
        if (frame.block) flush();
        enter(element, tag, frame);
        stack.push(frame);
        if (frame.level === 1) headings++;
        if (tag === 'a') links++;
        else if (tag === 'article') articles++;
      } else {
        stack.push({
          element: node as unknown as Element,
          zone: top?.zone ?? null,
          mark: null,
          item: top?.item ?? null,
          block: false,
          level: 0,
          silent: true,
        });
      }
      if (node.firstChild) {
        node = node.firstChild as AnyNode;
        continue;
      }
      leave();
    }
    while (node && !node.next) {
      node = node.parent as AnyNode | null;
      if (!node || node.type === 'root') {
        node = null;
        break;
      }
      leave();
    }
    if (node) node = node.next as AnyNode | null;
  }
  flush();
  return scan;

  function leave(): void {
    const frame = stack.at(-1);
    if (!frame) return;
    if (frame.block) flush();
    stack.pop();
    if (frame.level === 1) headings--;
    if (frame.element.name === 'a') links--;
    else if (frame.element.name === 'article') articles--;
    if (frame.mark) frame.mark.last = scan.lines.length;
  }

  function enter(element: Element, tag: string, frame: Frame): void {
    const { attribs } = element;
    const unseen = frame.silent;
    if (SILENT.has(tag)) {
      frame.silent = true;
      if (tag === 'script') {
        if (/ld\+json/i.test(attribs.type ?? '') && scan.jsonLd.length < 60)
          scan.jsonLd.push(textOf(element, 2_000_000));
        else if (element.firstChild && scan.scripts.length < 200) scan.scripts.push(element);
        return;
      }
      return;
    }
    if (tag === 'meta') meta(attribs);
    else if (tag === 'link') {
      if (attribs.rel && scan.links.length < MOST_METAS)
        scan.links.push({
          rel: attribs.rel.toLowerCase(),
          href: attribs.href ?? '',
          hreflang: attribs.hreflang ?? '',
          type: attribs.type ?? '',
        });
    } else if (tag === 'title') {
      if (scan.heading === null) scan.heading = foldSpace(textOf(element, 2_000)) || null;
      frame.silent = true;
    } else if (tag === 'base') scan.base ??= attribs.href ?? null;
    else if (tag === 'html') {
      scan.language ??= attribs.lang ?? attribs['xml:lang'] ?? null;
      scan.amp = 'amp' in attribs || '⚡' in attribs;
    }
    if (unseen) return;
    let bits = tag === 'footer' && articles > 0 ? 0 : (tagHints[tag] ?? 0);
    if (tag.length === 2 && tag[0] === 'h' && tag !== 'hr') frame.level = Number(tag[1]) || 0;
    bits |= hintsOfAttributes(element, tag, frame);
    if (tag === 'article' || tag === 'main' || frame.level === 1) bits &= ~ZONE;
    const own = bits & ZONE;
    if (own !== 0) frame.zone = { outer: frame.zone, bits: own };
    if (tag === 'img' || tag === 'amp-img')
      scan.images.length < MOST_MARKS &&
        scan.images.push({ element, bits, zone: frame.zone, first: scan.lines.length, last: scan.lines.length });
    if (((bits & MARKED) !== 0 || frame.level === 1 || frame.level === 2) && scan.marks.length < MOST_MARKS) {
      frame.mark = { element, bits, zone: frame.zone, first: scan.lines.length, last: scan.lines.length };
      scan.marks.push(frame.mark);
    }
  }

  /** One pass over the attributes: elements have few of the many that matter. */
  function hintsOfAttributes(element: Element, tag: string, frame: Frame): number {
    const { attribs } = element;
    const outer = tag === 'html' || tag === 'body';
    let bits = 0;
    let described = false;
    let signed = false;
    for (const name in attribs) {
      const value = attribs[name] ?? '';
      switch (name) {
        case 'class':
        case 'id':
          if (!outer) bits |= hintsOfNames(value);
          break;
        case 'data-testid':
        case 'data-component':
        case 'data-qa':
          if (!outer) bits |= hintsOfNames(value) & ~ZONE;
          break;
        case 'rel':
          if (/\bauthor\b/i.test(value)) {
            bits |= hint.byline;
            signed = true;
          }
          break;
        case 'href':
          if (tag === 'a' && value.length < 300 && AUTHOR_ADDRESS.test(value)) signed = true;
          break;
        case 'datetime':
          bits |= hint.date;
          break;
        case 'hidden':
          bits |= hint.hidden;
          break;
        case 'style':
          if (/display\s*:\s*none/i.test(value)) bits |= hint.hidden;
          break;
        case 'itemprop':
        case 'itemscope':
        case 'property':
        case 'typeof':
          described = true;
          break;
        default:
      }
    }
    if (signed && tag === 'a') bits |= hint.authorLink;
    return described ? bits | property(element, tag, frame) : bits;
  }

  function meta(attribs: Record<string, string>): void {
    const name = attribs.property || attribs.name || attribs['http-equiv'] || attribs.itemprop;
    const content = attribs.content ?? attribs.value;
    if (!name || content === undefined || scan.metas.length >= MOST_METAS) return;
    if (name.includes('ld+json') && scan.jsonLd.length < 60) {
      scan.jsonLd.push(content);
      return;
    }
    const value = foldSpace(content.slice(0, 5_000));
    if (value !== '') for (const one of name.split(/\s+/)) scan.metas.push({ name: one.toLowerCase(), content: value });
  }

  /** Microdata and RDFa; gives the hints that the property brings. */
  function property(element: Element, tag: string, frame: Frame): number {
    const { attribs } = element;
    const rdfa = !attribs.itemprop && !('itemscope' in attribs);
    const names = (attribs.itemprop ?? attribs.property ?? '')
      .split(/\s+/)
      .filter((name) => name !== '')
      .map((name) => name.replace(/^.*[:/#]/, ''));
    const scoped = 'itemscope' in attribs || attribs.typeof !== undefined;
    let value: string | Item | null = null;
    if (scoped && items < MOST_ITEMS) {
      items++;
      const types = (attribs.itemtype ?? attribs.typeof ?? '')
        .split(/\s+/)
        .filter((type) => type !== '')
        .map((type) => type.replace(/^.*[:/#]/, ''));
      const item: Item = {
        types,
        id: attribs.itemid ?? attribs.resource ?? null,
        properties: new Map(),
        at: scan.lines.length,
        syntax: rdfa ? 'rdfa' : 'microdata',
      };
      if (names.length === 0 || frame.item === null) scan.items.push(item);
      value = item;
    } else if (names.length > 0) value = propertyText(element, tag);
    const owner = frame.item;
    if (value !== null && owner === null && typeof value === 'string' && names.length > 0 && tag !== 'meta') {
      // A property that belongs to no item still says what it is: give it one.
      owner ??
        scan.items.push({
          types: [],
          id: null,
          properties: new Map(names.map((name) => [name, [value]] as [string, string[]])),
          at: scan.lines.length,
          syntax: rdfa ? 'rdfa' : 'microdata',
        });
    }
    if (owner !== null && value !== null) {
      for (const name of names) {
        const values = owner.properties.get(name);
        if (values) values.length < 50 && values.push(value);
        else owner.properties.set(name, [value]);
      }
    }
    if (scoped && typeof value === 'object' && value !== null) frame.item = value;
    let bits = 0;
    for (const name of names) {
      if (name === 'author' || name === 'creator') bits |= hint.byline;
      else if (name === 'datePublished' || name === 'dateCreated') bits |= hint.date;
      else if (name === 'dateModified') bits |= hint.updated | hint.date;
      else if (name === 'headline') bits |= hint.title;
      else if (name === 'comment') bits |= hint.comment | hint.foreign;
    }
    return bits;
  }
}

function propertyText(element: Element, tag: string): string | null {
  const { attribs } = element;
  const value =
    attribs.content ??
    (tag === 'time' ? attribs.datetime : undefined) ??
    (tag === 'abbr' ? attribs.title : undefined) ??
    (/^(?:a|link|area)$/.test(tag) && !element.firstChild ? attribs.href : undefined) ??
    (tag === 'img' ? attribs.src : undefined);
  const text = foldSpace((value ?? textOf(element, 1_000)).slice(0, 1_000));
  return text === '' ? null : text;
}
