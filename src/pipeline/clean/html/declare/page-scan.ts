import { foldSpace } from '../../../reading/fold.ts';
import type { Element } from '../parse/nodes.ts';

/** A part of the page that is, or may be, not the story; `bits` are its own hints. */
export class Zone {
  readonly outer: Zone | null;
  readonly bits: number;
  constructor(outer: Zone | null, bits: number) {
    this.outer = outer;
    this.bits = bits;
  }
}

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
  /** Whether a pattern fits it that no white space matters to; spares most lines the folding. */
  holds(pattern: RegExp): boolean {
    return pattern.test(this.#raw);
  }
  /** About how long the line is, before folding. */
  get size(): number {
    return this.#raw.length;
  }
}

/** An element whose tag or names hint at a field. It covers the lines from `first` to `last`. */
export class Mark {
  readonly element: Element;
  readonly bits: number;
  readonly zone: Zone | null;
  readonly first: number;
  last: number;
  constructor(element: Element, bits: number, zone: Zone | null, first: number) {
    this.element = element;
    this.bits = bits;
    this.zone = zone;
    this.first = first;
    this.last = first;
  }
}

/** A schema.org-like item of microdata or RDFa; a property's value is text or an item. `at` is the line it stands at. */
export type Item = {
  types: string[];
  id: string | null;
  properties: Map<string, (string | Item)[]>;
  at: number;
  syntax: 'microdata' | 'rdfa';
};

export type Meta = { name: string; content: string };
/** `inBody`: it stands in the body, where what a page quotes stands too. */
export type Link = { rel: string; href: string; hreflang: string; type: string; inBody: boolean };

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
};
