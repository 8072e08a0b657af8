import type { Declaration } from '../../documents.ts';
import { bylinePieces } from './byline-text.ts';
import type { BylineReading, NameContext } from './names.ts';
import { mayBeByline, readNames } from './read-names.ts';

/** "Reviewed by", "Photos:" and their like before a name. */
const OTHERS_BEFORE =
  /(?:(?:reviewed|checked|edited|updated|verified|translated|illustrated|approved|photographed) by:?|photos?(?: by|:)|fotos?:|illustrations?(?: by|:)|editor:|übersetzt von:?)\s*$/i;
/** Longer lines are text; a line that ends as a sentence is one sooner. */
const LONGEST = 160;
const LONGEST_SENTENCE = 60;
const LONGEST_FAR = 80;
const LONGEST_LABEL = 30;
/** Lines within which a mere link to somebody may be the byline. */
const LINK_REACH = 8;
/** "— Jane Roe" under the story; a shorter dash begins an item of a list. */
const DASHED = /^\s*(?:—|--)\s*(?=\p{L})/u;

/**
 * Gives the reader of what sources of bylines say: the names in a declaration, or null where it can be no byline. `next` is
 * the declaration after it: under "Written by" alone the name stands there.
 */
export function readDeclaredNames(
  context: NameContext,
): (declaration: Declaration, next: Declaration | undefined) => BylineReading | null {
  const known = new Map<string, BylineReading>();
  const namesOf = (text: string, line: boolean): BylineReading => {
    const key = `${line ? 'l' : 'd'}${text}`;
    const reading = known.get(key) ?? readNames(text, line ? { ...context, line } : context);
    known.set(key, reading);
    return {
      people: [...reading.people],
      collectives: [...reading.collectives],
      agencies: [...reading.agencies],
      labelled: reading.labelled,
    };
  };
  return (declaration, next) => {
    const { field, source, value, near = 0, before = '' } = declaration;
    if (/^meta:twitter:(?:creator|data1)$/.test(source)) return null;
    const far = source.endsWith('-far');
    if (far && value.length > LONGEST_FAR) return null;
    if (field === 'line')
      return (
        lineNames(value, far, next, namesOf, (line) => mayBeByline(line, context.words)) ??
        (near <= STAMP_REACH && !far ? stampNames(value, namesOf) : null)
      );
    const reading = namesOf(value, false);
    if (before !== '' && !reading.labelled) {
      if (OTHERS_BEFORE.test(before)) return null;
      reading.labelled = namesOf(before.split(' ').at(-1) ?? '', false).labelled;
    }
    if (source === 'people-link' && !reading.labelled) {
      // A link to one who is only mentioned; a single word is a subject's rather than a writer's.
      if (near > LINK_REACH) return null;
      reading.people = reading.people.filter((name) => /\s|[^\p{Script=Latin}\P{L}]/u.test(name));
    }
    if (far && !reading.labelled && source !== 'author-link-far' && source !== 'itemprop-far') return null;
    if (source.endsWith('-organization')) {
      reading.collectives.push(...reading.people);
      reading.people = [];
    }
    return reading;
  };
}

/** The names in a plain line, which must say that it is a byline. */
function lineNames(
  value: string,
  far: boolean,
  next: Declaration | undefined,
  namesOf: (text: string, line: boolean) => BylineReading,
  mayBe: (line: string) => boolean,
): BylineReading | null {
  if (value.length > LONGEST || (value.length > LONGEST_SENTENCE && /[.。!?]$/.test(value))) return null;
  const dashed = far && DASHED.test(value);
  if (!dashed && !mayBe(value)) return null;
  let reading = namesOf(dashed ? value.replace(DASHED, '') : value, !dashed);
  reading.labelled ||= dashed;
  if (!reading.labelled) return null;
  if (namesNobody(reading)) {
    // "Written by" alone: the name stands on the next line.
    if (value.length > LONGEST_LABEL || /\p{Nd}/u.test(value)) return null;
    if (next?.field !== 'line' || next.value.length > LONGEST_SENTENCE) return null;
    reading = { ...namesOf(next.value, false), labelled: true };
  }
  reading.people = reading.people.filter((name) => !/^\p{Ll}\p{L}*$/u.test(name));
  return namesNobody(reading) ? null : reading;
}

/** Lines from the headline within which a date and a name alone are its stamp: "19 June 2024 | Jane Roe". */
const STAMP_REACH = 4;

/** The one name that stands with a date in a line, and nothing else. */
function stampNames(value: string, namesOf: (text: string, line: boolean) => BylineReading): BylineReading | null {
  // Without a mark between them the words may be a place: "New York, 19 June 2024".
  if (value.length > LONGEST_SENTENCE || !/\p{Nd}/u.test(value) || !/[|•·●—–]|\s[-/]\s/u.test(value)) return null;
  const pieces = bylinePieces(value);
  const [name = ''] = pieces;
  if (pieces.length !== 1 || name === value.trim() || /\p{Nd}/u.test(name)) return null;
  const reading = namesOf(name, false);
  const [person = ''] = reading.people;
  const alone = name.startsWith(person) && /^(?:$|,)/.test(name.slice(person.length));
  return reading.people.length === 1 && alone && /^\S+ \S+(?: \S+)?$/.test(person) ? reading : null;
}

const namesNobody = ({ people, collectives }: BylineReading): boolean => people.length + collectives.length === 0;
