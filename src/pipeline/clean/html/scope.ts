import type { BlockKind } from '../../documents.ts';
import type { Element } from './parse/nodes.ts';
import type { Part } from './part-words.ts';
import { partOf } from './parts.ts';

/** One element that can hold blocks, with what it holds. Scopes stand in a list in document order, parents first. */
export type Scope = {
  /** Its place in the list. */
  readonly n: number;
  /** The place behind the last scope that stands in it. */
  end: number;
  readonly element: Element | null;
  readonly parent: Scope | null;
  /** What its own markup says it is for. */
  readonly part: Part | null;
  /** What a block right in it is. */
  readonly kind: BlockKind;
  readonly level: number | undefined;
  /** The element that lays it out: the nearest that is no paragraph, list or table; itself when it is none. */
  readonly box: Scope;
  /** How it is dressed: its element's name and class. Null when it has no class. */
  readonly dress: string | null;
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

const QUESTION_TYPE = /FAQPage|Question/;

/** A scope before anything was found in it. */
class OpenScope implements Scope {
  readonly n: number;
  end: number;
  readonly element: Element | null;
  readonly parent: Scope | null;
  readonly part: Part | null;
  readonly kind: BlockKind;
  readonly level: number | undefined;
  readonly box: Scope;
  readonly questions: boolean;
  chars = 0;
  links = 0;
  prose = 0;
  headed = false;
  asksEmail = false;
  private worn: string | null | undefined = undefined;
  constructor(
    from: Pick<Scope, 'n' | 'element' | 'parent' | 'part' | 'kind' | 'level' | 'questions'>,
    box: Scope | null,
  ) {
    this.n = from.n;
    this.end = from.n + 1;
    this.element = from.element;
    this.parent = from.parent;
    this.part = from.part;
    this.kind = from.kind;
    this.level = from.level;
    this.box = box ?? this;
    this.questions = from.questions;
  }
  get dress(): string | null {
    if (this.worn === undefined) this.worn = dressOf(this.element);
    return this.worn;
  }
}

function dressOf(element: Element | null): string | null {
  const names = element?.attribute('class')?.trim();
  return element && names ? `${element.name} ${names}` : null;
}

/** The scope above all elements. */
export const topScope = (): Scope =>
  new OpenScope(
    { n: 0, element: null, parent: null, part: null, kind: 'paragraph', level: undefined, questions: false },
    null,
  );

/** The scope of an element that can hold blocks. */
export function scopeOf(element: Element, parent: Scope, n: number): Scope {
  const { name, tag } = element;
  const type = element.attribute('itemtype');
  const inherited = tag.section ? 'paragraph' : parent.kind;
  const isHeading = tag.level > 0;
  const questions =
    parent.questions ||
    name === 'details' ||
    element.classFacts?.questions === true ||
    element.idFacts?.questions === true ||
    (type !== undefined && QUESTION_TYPE.test(type));
  return new OpenScope(
    {
      n,
      element,
      parent,
      part: partOf(element, isHeading),
      kind: tag.kind ?? inherited,
      level: isHeading ? tag.level : tag.kind === null && inherited === 'heading' ? parent.level : undefined,
      questions,
    },
    tag.piece ? parent.box : null,
  );
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

/** Whether `scope` is `outer`, or stands in it. */
export const isWithin = (scope: Scope, outer: Scope | null): boolean =>
  outer !== null && scope.n >= outer.n && scope.n < outer.end;

/** Some of the scopes of a page. */
export type ScopeSet = { has(scope: Scope): boolean };

/** The scopes that `starts` chooses, and all that stand in them. Linear time, at any depth. */
export function within(scopes: readonly Scope[], starts: (scope: Scope) => boolean): ScopeSet {
  const inside = new Uint8Array(scopes.length);
  for (const scope of scopes) {
    if (inside[scope.n] === 1 || !starts(scope)) continue;
    inside.fill(1, scope.n, scope.end);
  }
  return { has: ({ n }) => inside[n] === 1 };
}
