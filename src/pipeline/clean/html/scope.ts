import type { BlockKind } from '../../documents.ts';
import { pieces } from './element-names.ts';
import type { Element } from './parse/nodes.ts';
import type { Part } from './part-words.ts';
import { type KnownNames, partOf } from './parts.ts';

/** One element that can hold blocks, with what it holds. Scopes stand in a list in document order, parents first. */
export type Scope = {
  readonly element: Element | null;
  readonly parent: Scope | null;
  /** What its own markup says it is for. */
  readonly part: Part | null;
  /** What a block right in it is. */
  readonly kind: BlockKind;
  readonly level: number | undefined;
  /** The element that lays it out: the nearest that is no paragraph, list or table; itself when it is none. */
  readonly box: Scope;
  /** Whether it is, or stands in, a list of questions with answers that open. */
  readonly questions: boolean;
  /** Characters of text, of link text, and of prose that is no link; its children's too. */
  chars: number;
  links: number;
  prose: number;
  /** Whether it holds a heading of the first level. */
  headed: boolean;
  /** Whether a field for an e-mail address stands right in it. */
  asksEmail: boolean;
};

const KINDS: Readonly<Record<string, BlockKind>> = {
  li: 'list-item',
  dd: 'list-item',
  dt: 'list-item',
  blockquote: 'quotation',
  figcaption: 'caption',
  caption: 'caption',
  pre: 'code',
  td: 'table',
  th: 'table',
};
const SECTIONS = new Set(['article', 'section', 'body', 'main']);
const QUESTIONS = /faq|accordion/i;

/** The scope above all elements. */
export function topScope(): Scope {
  const top: Omit<Scope, 'box'> & { box: Scope | null } = {
    element: null,
    parent: null,
    part: null,
    kind: 'paragraph',
    level: undefined,
    box: null,
    questions: false,
    chars: 0,
    links: 0,
    prose: 0,
    headed: false,
    asksEmail: false,
  };
  return Object.assign(top, { box: top as Scope });
}

/** The scope of an element that can hold blocks. */
export function scopeOf(element: Element, parent: Scope, known: KnownNames): Scope {
  const { name, attribs } = element;
  const level = name.length === 2 && name[0] === 'h' && name >= 'h1' && name <= 'h6' ? Number(name[1]) : undefined;
  const inherited = SECTIONS.has(name) ? 'paragraph' : parent.kind;
  const questions =
    parent.questions ||
    name === 'details' ||
    (attribs.class !== undefined && QUESTIONS.test(attribs.class)) ||
    (attribs.id !== undefined && QUESTIONS.test(attribs.id)) ||
    (attribs.itemtype !== undefined && /FAQPage|Question/.test(attribs.itemtype));
  const scope: Omit<Scope, 'box'> & { box: Scope | null } = {
    element,
    parent,
    part: partOf(name, attribs, known),
    kind: level === undefined ? (KINDS[name] ?? inherited) : 'heading',
    level: level ?? (KINDS[name] || inherited !== 'heading' ? undefined : parent.level),
    box: pieces.has(name) ? parent.box : null,
    questions,
    chars: 0,
    links: 0,
    prose: 0,
    headed: false,
    asksEmail: false,
  };
  return Object.assign(scope, { box: scope.box ?? (scope as Scope) });
}

/** Adds what each scope holds to its parent; to be called once, when all blocks are found. */
export function addUp(scopes: readonly Scope[]): void {
  for (let at = scopes.length - 1; at > 0; at--) {
    const scope = scopes[at];
    if (!scope?.parent) continue;
    scope.parent.chars += scope.chars;
    scope.parent.links += scope.links;
    scope.parent.prose += scope.prose;
    if (scope.headed || scope.element?.name === 'h1') scope.parent.headed = true;
  }
}

/** The scopes that `starts` chooses, and all that stand in them. Linear time, at any depth. */
export function within(scopes: readonly Scope[], starts: (scope: Scope) => boolean): Set<Scope> {
  const inside = new Set<Scope>();
  for (const scope of scopes) if ((scope.parent && inside.has(scope.parent)) || starts(scope)) inside.add(scope);
  return inside;
}
