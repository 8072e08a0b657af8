import { isAgo } from '../../reading/ago.ts';
import { readDates } from '../../reading/date-text.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { outletNamed } from '../../reading/outlet.ts';
import type { Option } from '../field.ts';
import { type HeadLine, headLines } from '../head-lines.ts';
import { readDeclaredNames } from '../page/byline-reading.ts';
import { bylinePieces } from '../page/byline-text.ts';
import { holdsRole, looksCollective } from '../page/name-part.ts';
import type { NameContext } from '../page/names.ts';
import { couldBePerson } from '../page/person-name.ts';
import { readNames } from '../page/read-names.ts';
import type { Reading } from '../reading.ts';

/** Who signs near the headline: the people named, and the desks that sign where nobody is. */
export type HeadNames = { people: Option<string>[]; desks: Option<string>[] };

/**
 * Reads the lines around the headline of a flattened text: first the nearest that says it is a byline ("By", the name on the next line;
 * "4 May 2021 by Jane Roe"), then a name alone beside the date.
 */
export function headNames(reading: Reading): HeadNames {
  const context = contextOf(reading);
  const lines = headLines(reading);
  const labelled = labelledNames(lines, context);
  const stamped = stampedNames(lines, wordsOf(reading), context);
  return {
    people: [...labelled.people, ...stamped.people],
    desks: [...labelled.desks, ...stamped.desks].map((option) => ({ ...option, source: DESK })),
  };
}

/** The source of a desk's name: believed only where no person signs. */
export const DESK = 'desk-line';

function labelledNames(lines: readonly HeadLine[], context: NameContext): HeadNames {
  const read = readDeclaredNames(context);
  const found = lines
    .map((line, at) => ({ line, names: read(line, lines[at + 1]) }))
    .filter(({ names }) => names?.labelled)
    .sort((a, b) => a.line.near - b.line.near);
  const optionsOf = (names: readonly string[] | undefined, line: HeadLine | undefined) =>
    line ? (names ?? []).map((name) => optionOf(name, line, 'head-line')) : [];
  const person = found.find(({ names }) => (names?.people.length ?? 0) > 0);
  const desk = found.find(({ names }) => (names?.collectives.length ?? 0) > 0);
  return {
    people: optionsOf(wholeNames(person?.names?.people ?? []), person?.line),
    desks: optionsOf(desk?.names?.collectives.slice(0, 1), desk?.line),
  };
}

/** Words of a line between a name and its date, such as a role or a section; and characters of a line of names. */
const SHORT = 5;
const LONGEST = 80;

/** The names alone in a line, with a date in it, right above or below, or one short line further. */
function stampedNames(lines: readonly HeadLine[], told: Told, context: NameContext): HeadNames {
  const stamps = new Set(lines.filter(({ value }) => isStamp(value)).map(({ block }) => block));
  const short = new Set(lines.filter(({ value }) => value.split(' ').length <= SHORT).map(({ block }) => block));
  const isStamped = (at: number): boolean =>
    [at, at - 1, at + 1].some((n) => stamps.has(n)) ||
    [1, -1].some((step) => short.has(at + step) && stamps.has(at + 2 * step));
  const names: HeadNames = { people: [], desks: [] };
  for (const line of lines) {
    const [piece, ...rest] = isStamped(line.block) ? bylinePieces(line.value) : [];
    if (piece === undefined || piece.length > LONGEST || !rest.every(isStamp)) continue;
    const { people, collectives } = readNames(piece, context);
    const alone = wholeNames(people);
    const [first] = alone;
    const [desk] = collectives;
    if (names.people.length === 0 && first !== undefined && piece.startsWith(first))
      if (alone.every((name) => isLoneName(name, told, context)))
        names.people.push(...alone.map((name) => optionOf(name, line, 'stamp-line')));
    if (names.desks.length === 0 && desk === piece && isDesk(desk, context))
      names.desks.push(optionOf(desk, line, 'stamp-line'));
  }
  return names;
}

const optionOf = (is: string, { block, value }: HeadLine, source: string): Option<string> => ({
  is,
  value: is,
  source,
  block,
  text: value,
});

/** A name without a label that says itself what it names: a desk, a team. */
const isDesk = (name: string, { words }: NameContext): boolean =>
  name.includes(' ') && (looksCollective(comparisonKey(name), words) || words.collectives.has(comparisonKey(name)));

/** "Jane Roe, Dietitian": of several names a word alone is none. */
function wholeNames(names: readonly string[]): readonly string[] {
  const whole = names.filter((name) => name.includes(' '));
  return whole.length > 0 ? whole : names;
}

const READING_TIME = /\d\s?(?:-\s?\d+\s?)?(?:min(?:ute)?s?|minuten|分)(?:\b|$)/iu;
const STAMP_LENGTH = 80;

/** Whether a line says when the text was put out, or how long it takes to read. */
const isStamp = (text: string): boolean =>
  text.length <= STAMP_LENGTH &&
  (isAgo(text) || READING_TIME.test(text) || readDates(text, null).some(({ year }) => year !== null));

/** What the story is about, its opening with the headline; and the words that it writes small. */
type Told = { opening: string; small: ReadonlySet<string> };
const OPENING = 5;

function wordsOf({ lines }: Reading): Told {
  const prose = lines.filter((line) => line.prose || line.role === 'title').map((line) => line.text);
  return {
    opening: prose.slice(0, OPENING).join('\n'),
    small: new Set(prose.join('\n').match(/(?<!\p{L})\p{Ll}{3,}(?!\p{L})/gu) ?? []),
  };
}

const NO_PARTICLE = /(?:^|\s)(?:of|the|les|und|and)(?:\s|$)/i;

/** Whether a name without a label is a person's: no subject of the story, whose words it would write small, no section, no place. */
function isLoneName(name: string, { opening, small }: Told, { words, isSite, isOutlet }: NameContext): boolean {
  const key = comparisonKey(name);
  const parts = name.split(' ');
  if (parts.length < 2 || parts.length > 4 || !/\p{Lu}\p{Ll}/u.test(name) || /\d/.test(name) || NO_PARTICLE.test(name))
    return false;
  if (!couldBePerson(name, false) || looksCollective(key, words) || holdsRole(key)) return false;
  if ([words.sections, words.collectives, words.roles, words.bylineButtons].some((list) => list.has(key))) return false;
  if (words.agencyNamed(name) !== null || isSite(name) || isOutlet(name)) return false;
  return !opening.includes(name) && !parts.some((part) => small.has(part.toLowerCase()));
}

function contextOf(reading: Reading): NameContext {
  const publishers = new Set(reading.declared('publisher').map(({ value }) => comparisonKey(value)));
  return {
    words: reading.vocabulary,
    isSite: (name) => publishers.has(comparisonKey(name)),
    isOutlet: (name) => outletNamed(name, reading.vocabulary) !== null,
  };
}
