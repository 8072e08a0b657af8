import { isAgo } from '../reading/ago.ts';
import { readDates } from '../reading/date-text.ts';
import { comparisonKey } from '../reading/fold.ts';
import { outletNamed } from '../reading/outlet.ts';
import { furtherNames, LONGEST, labelOf } from './further-names.ts';
import { ABOVE, type HeadLine, type HeadQuestion } from './head-lines.ts';
import { isDesk, isLoneName, type Told, toldBy } from './lone-name.ts';
import { readDeclaredNames } from './page/byline-reading.ts';
import { bylinePieces } from './page/byline-text.ts';
import { looksCollective } from './page/name-part.ts';
import type { NameContext } from './page/names.ts';
import { readNames } from './page/read-names.ts';

/** A name that a line near the headline gives, with its block. */
export type HeadName = { name: string; source: 'head-line' | 'stamp-line' | 'desk-line'; block: number; text: string };

/** Who signs near the headline: the people named, and the desks that sign where nobody is; and the blocks that say so. */
export type HeadNames = { people: HeadName[]; desks: HeadName[]; blocks: number[] };

/**
 * Reads the lines around the headline of a flattened text: first the nearest that says it is a byline ("By", the name on the next line;
 * "4 May 2021 by Jane Roe"), then a name alone beside the date.
 */
export function headNames(lines: readonly HeadLine[], question: HeadQuestion): HeadNames {
  const context = contextOf(question);
  const told = toldBy(question.kept, question.headline, menuOf(question));
  const labelled = labelledNames(lines, told, context);
  const stamped = stampedNames(lines, told, context);
  return {
    people: [...labelled.people, ...stamped.people],
    desks: [...labelled.desks, ...stamped.desks],
    blocks: labelled.blocks.length > 0 ? labelled.blocks : stamped.blocks,
  };
}

function labelledNames(lines: readonly HeadLine[], told: Told, context: NameContext): HeadNames {
  const read = readDeclaredNames(context);
  const found = lines
    .map((line, at) => ({ line, next: lines[at + 1], names: read(line, lines[at + 1]) }))
    .filter(({ names }) => names?.labelled)
    .sort((a, b) => a.line.near - b.line.near);
  const person = found.find(({ names }) => (names?.people.length ?? 0) > 0);
  const desk = found.find(({ names }) => (names?.collectives.length ?? 0) > 0);
  const people = wholeNames(person?.names?.people ?? []);
  // "By" alone: the name stands on the next line.
  const below =
    person !== undefined && !people.some((name) => person.line.value.includes(name)) ? person.next : undefined;
  const last = below ?? person?.line;
  const more = last && person ? furtherNames(lines, last, labelOf(person.line.value, people), told, context) : [];
  return {
    people: [...(last ? people.map((name) => ({ name, line: last })) : []), ...more].map(({ name, line }) =>
      nameIn(name, line, 'head-line'),
    ),
    desks: desk ? (desk.names?.collectives ?? []).slice(0, 1).map((name) => nameIn(name, desk.line, 'desk-line')) : [],
    blocks: [person?.line.block, below?.block, ...more.map(({ line }) => line.block)].filter(
      (block) => block !== undefined,
    ),
  };
}

/** Words of a line between a name and its date, such as a role or a section. */
const SHORT = 5;

/** The names alone in a line, with a date in it, right above or below, or one short line further. */
function stampedNames(lines: readonly HeadLine[], told: Told, context: NameContext): HeadNames {
  const stamps = new Set(lines.filter(({ value }) => isStamp(value)).map(({ block }) => block));
  const short = new Set(lines.filter(({ value }) => value.split(' ').length <= SHORT).map(({ block }) => block));
  const isStamped = (at: number): boolean =>
    [at, at - 1, at + 1].some((n) => stamps.has(n)) ||
    [1, -1].some((step) => short.has(at + step) && stamps.has(at + 2 * step));
  const names: HeadNames = { people: [], desks: [], blocks: [] };
  for (const line of lines) {
    const [piece, ...rest] = isStamped(line.block) ? bylinePieces(line.value) : [];
    if (piece === undefined || piece.length > LONGEST || !rest.every((one) => isStamp(one) || isBeside(one, context)))
      continue;
    const { people, collectives } = readNames(piece, context);
    const alone = wholeNames(people);
    const [first] = alone;
    const [desk] = collectives;
    // "Jane Roe/Gazette" is a picture's.
    const next = names.people.length === 0 || names.blocks.at(-1) === line.block - 1;
    if (next && first !== undefined && piece.startsWith(first) && !/\/./.test(piece))
      if (alone.every((name) => isLoneName(name, told, context))) {
        names.blocks.push(line.block);
        names.people.push(...alone.map((name) => nameIn(name, line, 'stamp-line')));
      }
    if (names.desks.length === 0 && desk === piece && isDesk(desk, context))
      names.desks.push(nameIn(desk, line, 'desk-line'));
  }
  return names;
}

/** The lines above those that may sign. */
const menuOf = ({ document, headline }: HeadQuestion): ReadonlySet<string> =>
  new Set(document.blocks.slice(0, Math.max(0, (headline ?? 0) - ABOVE)).map(({ text }) => text));

const nameIn = (name: string, { block, value }: HeadLine, source: HeadName['source']): HeadName => ({
  name,
  source,
  block,
  text: value,
});

/** "Jane Roe, Dietitian": of several names a word alone is none. */
function wholeNames(names: readonly string[]): readonly string[] {
  const whole = names.filter((name) => name.includes(' '));
  return whole.length > 0 ? whole : names;
}

/** A role, a section, a button or a house beside a name. */
const isBeside = (text: string, { words, isSite, isOutlet }: NameContext): boolean => {
  const key = comparisonKey(text);
  const lists = [words.roles, words.sections, words.bylineButtons, words.publishedLabels, words.updatedLabels];
  return lists.some((list) => list.has(key)) || looksCollective(key, words) || isSite(text) || isOutlet(text);
};

const READING_TIME = /\d\s?(?:-\s?\d+\s?)?(?:min(?:ute)?s?|minuten|分)(?:\b|$)/iu;
const STAMP_LENGTH = 80;

/** Whether a line says when the text was put out, or how long it takes to read. */
const isStamp = (text: string): boolean =>
  text.length <= STAMP_LENGTH &&
  (isAgo(text) || READING_TIME.test(text) || readDates(text, null).some(({ year }) => year !== null));

function contextOf({ document, vocabulary }: HeadQuestion): NameContext {
  const publishers = new Set(
    document.declared.filter(({ field }) => field === 'publisher').map(({ value }) => comparisonKey(value)),
  );
  return {
    words: vocabulary,
    isSite: (name) => publishers.has(comparisonKey(name)),
    isOutlet: (name) => outletNamed(name, vocabulary) !== null,
  };
}
