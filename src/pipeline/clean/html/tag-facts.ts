import type { BlockKind } from '../../documents.ts';
import { hint } from './declare/page-hints.ts';
import { empty, endedBy, foreign, foreignText } from './parse/implied-ends.ts';
import type { Part } from './part-words.ts';

/** What an element's name alone says, for every reader at once. */
export type TagFacts = {
  /** It ends where it begins. */
  readonly empty: boolean;
  /** The open elements that end where it begins; null when none do. */
  readonly ends: ReadonlySet<string> | null;
  /** Whether a slash ends the elements inside it; null when it does not change that. */
  readonly slashEnds: boolean | null;
  /** Its content is never text of the page. `head` is none: a page that does not close it goes on inside it. */
  readonly unread: boolean;
  /** It stands within a line of text; all others, unknown ones too, end the text before them. */
  readonly inline: boolean;
  /** It holds nothing but text: what stands in it, of whatever name, is part of that text. */
  readonly textual: boolean;
  /** It is one piece of a text; what lays it out is the next element above it. */
  readonly piece: boolean;
  /** It opens a part of the page that is of no kind yet. */
  readonly section: boolean;
  /** The level of a heading; 0 for any other. */
  readonly level: number;
  /** What a block right in it is; null where the elements above it say. */
  readonly kind: BlockKind | null;
  readonly part: Part | null;
  /** For what the page declares: whether it stands on lines of its own, and whether it shows no text. */
  readonly line: boolean;
  readonly silent: boolean;
  /** Bits of page-hints.ts. */
  readonly hints: number;
};

const set = (names: string): ReadonlySet<string> => new Set(names.split(' '));

const unread = set(
  'script style noscript template svg math iframe object canvas select datalist audio video map title textarea input embed frameset progress meter rp rt',
);
const inline = set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rb ruby s samp small span strike strong sub sup time tt u var wbr img picture source path amp-img noindex',
);
const textual = set('p h1 h2 h3 h4 h5 h6');
const piece = set(
  'p li ul ol h1 h2 h3 h4 h5 h6 blockquote td tr tbody thead tfoot th table dd dt dl figure figcaption pre',
);
const section = set('article section body main');
const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const line = set(
  'address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html li main menu nav ol option p pre section select summary table tbody td tfoot th thead tr ul amp-img',
);
const silent = set('script style noscript template svg math iframe object canvas textarea select');

const kinds = new Map<string, BlockKind>([
  ...headings.map((name) => [name, 'heading'] as const),
  ['li', 'list-item'],
  ['dd', 'list-item'],
  ['dt', 'list-item'],
  ['blockquote', 'quotation'],
  ['figcaption', 'caption'],
  ['caption', 'caption'],
  ['pre', 'code'],
  ['td', 'table'],
  ['th', 'table'],
]);

const parts = new Map<string, Part>([
  ['nav', 'navigation'],
  ['menu', 'navigation'],
  ['footer', 'footer'],
  ['aside', 'aside'],
  ['form', 'form'],
  ['fieldset', 'form'],
  ['dialog', 'form'],
  ['button', 'button'],
  ['label', 'button'],
  ['figcaption', 'caption'],
]);

const hints = new Map<string, number>([
  ['nav', hint.foreign],
  ['footer', hint.foreign],
  ['aside', hint.foreign],
  ['menu', hint.foreign],
  ['form', hint.biography],
  ['figcaption', hint.caption],
  ['time', hint.date],
  ['address', hint.byline],
]);

const factsOf = (name: string): TagFacts => ({
  empty: empty.has(name),
  ends: endedBy.get(name) ?? null,
  slashEnds: foreign.has(name) ? true : foreignText.has(name) ? false : null,
  unread: unread.has(name),
  inline: inline.has(name),
  textual: textual.has(name),
  piece: piece.has(name),
  section: section.has(name),
  level: headings.indexOf(name) + 1,
  kind: kinds.get(name) ?? null,
  part: parts.get(name) ?? null,
  line: line.has(name),
  silent: silent.has(name),
  hints: hints.get(name) ?? 0,
});

const sets = [empty, foreign, foreignText, unread, inline, piece, section, line, silent];
const named = [...sets, endedBy, kinds, parts, hints].flatMap((names) => [...names.keys()]);
const known = new Map(named.map((name) => [name, factsOf(name)]));
const unknown = factsOf('');

/** The facts of an element's name, in lower case. */
export const tagFacts = (name: string): TagFacts => known.get(name) ?? unknown;
