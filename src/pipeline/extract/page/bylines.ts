import type { Candidate, Declaration } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import type { Chosen } from './choose.ts';
import { type BylineReading, type NameContext, readNames } from './person-names.ts';

export type Bylines = { bylines: Chosen<string[]>; agency: string | null; signedByHouse: boolean };

/** "Reviewed by", "Photos:" and their like before a name. */
const OTHERS_BEFORE =
  /(?:(?:reviewed|checked|edited|updated|verified|translated|illustrated|approved|photographed) by:?|photos?(?: by|:)|fotos?:|illustrations?(?: by|:)|editor:|übersetzt von:?)\s*$/i;

/** One source's answer: all the names it gives. */
type Answer = {
  source: string;
  names: string[];
  collectives: string[];
  agencies: string[];
  labelled: boolean;
  texts: string[];
  near: number;
  last?: number;
  weight: number;
};

/** The people named as authors: the most trusted source that names any; others that add to it are heard. */
export function chooseBylines(declared: readonly Declaration[], context: NameContext): Bylines {
  const answers = sourceAnswers(declared, context);
  const agency = answers.find((answer) => answer.agencies.length > 0)?.agencies[0] ?? null;
  const withNames = answers
    .filter((answer) => answer.names.length > 0)
    .sort((a, b) => support(b, answers) - support(a, answers));
  // A mere link to somebody does not outweigh a desk that signs.
  const signs = answers.some((answer) => answer.collectives.length > 0 && (answer.labelled || answer.weight >= 8));
  if (signs)
    for (let at = withNames.length - 1; at >= 0; at--)
      if (/^people-link|-far$|address$/.test(withNames[at]?.source ?? '') && !withNames[at]?.labelled)
        withNames.splice(at, 1);
  const [first] = withNames;
  // What the page shows may name all of these and more.
  const winner =
    first && (withNames.find((other) => other !== first && other.near <= 12 && isFuller(other, first)) ?? first);
  const signed = winner ? null : fallback(answers);
  const chosen = winner ?? signed?.answer ?? null;
  const candidates: Candidate[] = [];
  for (const answer of answers) {
    if (candidates.length >= MOST && answer !== chosen) continue;
    const value =
      answer.names.length > 0
        ? answer.names.join('; ')
        : [...new Set([...answer.collectives, ...answer.agencies])].join('; ');
    const candidate: Candidate = { value, source: answer.source, text: answer.texts.join(' | ').slice(0, 300) };
    if (answer === chosen) candidates.unshift(candidate);
    else
      candidates.push({
        ...candidate,
        lost:
          answer.names.length === 0
            ? value === ''
              ? 'names nobody'
              : 'names no person'
            : winner && sameNames(answer, winner)
              ? 'says the same'
              : 'a better source says otherwise',
      });
  }
  const names = winner ? tidy(winner.names, withNames) : (signed?.names ?? []);
  return {
    bylines: { value: names, evidence: { source: chosen?.source ?? null, candidates } },
    agency,
    signedByHouse: signed !== null && names.length > 0,
  };
}

/** Losing candidates that the evidence keeps. */
const MOST = 24;

const WEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/^json-ld:(?:author|creator)$/, 10],
  [/^meta:(?:parsely-author|sailthru\.author|parsely-page)/, 9],
  [/^(?:microdata|rdfa):(?:author|creator)$/, 8],
  [/^meta:(?:author|article:author|byl|dc\.creator|citation_author|byline|authors)/, 8],
  [/^meta:/, 6],
  [/^(?:json-ld|microdata|rdfa):.*author$/, 5],
  [/-far$/, 2],
  [/address$/, 1.5],
  [/^people-link$/, 4],
  [/^author-link$/, 8.5],
  [/^itemprop$/, 8],
  [/^byline-element$/, 7],
  [/^line$/, 6.5],
  [/-organization$/, 1],
];

/** A source's weight, its label, its nearness, and who else names the same people. */
function support(answer: Answer, answers: readonly Answer[]): number {
  const own = new Set(answer.names.map(comparisonKey));
  let echo = 0;
  for (const other of answers) {
    if (other === answer || other.source === answer.source) continue;
    const shared = other.names.filter((name) => own.has(comparisonKey(name))).length;
    if (shared === 0) continue;
    echo += shared === other.names.length && shared === answer.names.length ? 2 : 0.7;
  }
  const spaced = answer.names.filter((name) => name.includes(' ') || /[^\p{Script=Latin}\p{P}\s\d]/u.test(name)).length;
  return (
    answer.weight +
    Math.min(echo, 5) +
    (answer.labelled ? 1.5 : 0) +
    (spaced === answer.names.length ? 2 : 0) -
    Math.min(answer.near, 30) * 0.05
  );
}

function sourceAnswers(declared: readonly Declaration[], context: NameContext): Answer[] {
  const answers: Answer[] = [];
  const read = new Map<string, BylineReading>();
  const namesOf = (text: string, line: boolean): BylineReading => {
    const key = `${line ? 'l' : 'd'}${text}`;
    let reading = read.get(key);
    if (!reading) {
      reading = readNames(text, line ? { ...context, line } : context);
      read.set(key, reading);
    }
    return {
      people: [...reading.people],
      collectives: [...reading.collectives],
      agencies: [...reading.agencies],
      labelled: reading.labelled,
    };
  };
  for (const [at, declaration] of declared.entries()) {
    const { field, source, value, near = 0 } = declaration;
    const line = field === 'line';
    if (field !== 'byline' && !line) continue;
    if (/^meta:(?:twitter:creator|twitter:data1)$/.test(source)) continue;
    if (line && (value.length > 160 || (value.length > 60 && /[.。!?]$/.test(value)))) continue;
    const far = source.endsWith('-far');
    if (far && value.length > 80) continue;
    const address = /^(?:https?:)?\/|^link:|address$/.test(value) || source === 'link:author';
    let reading: BylineReading = address ? nameInAddress(value) : namesOf(value, line);
    const told = declaration.before ?? '';
    if (told !== '') {
      if (OTHERS_BEFORE.test(told)) continue;
      reading.labelled ||= namesOf(told.split(' ').at(-1) ?? '', false).labelled;
    }
    if (line && reading.labelled && reading.people.length === 0 && reading.collectives.length === 0) {
      // "Written by" alone: the name stands on the next line.
      const next = declared[at + 1];
      if (next?.field === 'line' && next.value.length <= 60)
        reading = { ...namesOf(next.value, false), labelled: true };
    }
    if (line) reading.people = reading.people.filter((name) => !/^\p{Ll}[\p{L}]*$/u.test(name));
    if (source === 'people-link' && !reading.labelled && near > 8) continue;
    if (line && (!reading.labelled || (reading.people.length === 0 && reading.collectives.length === 0))) continue;
    if (far && !reading.labelled && source !== 'author-link-far' && source !== 'itemprop-far') continue;
    if (/-organization$/.test(source)) {
      reading.collectives.push(...reading.people);
      reading.people = [];
    }
    const visible = /^(?:author-link|itemprop|byline-element|line)/.test(source);
    // Names of one source that stand together are one answer: two authors, two elements.
    const group = answers.find(
      (answer) =>
        answer.source === source &&
        (!visible ||
          (near - (answer.last ?? answer.near) <= (line ? 1 : 3) && answer.texts.length < 8 && joins(answer, reading))),
    );
    if (group) {
      merge(group, reading, value);
      group.last = near;
    } else
      answers.push({
        source,
        names: reading.people,
        collectives: reading.collectives,
        agencies: reading.agencies,
        labelled: reading.labelled,
        texts: [value],
        near,
        weight: WEIGHTS.find(([pattern]) => pattern.test(source))?.[1] ?? 4,
      });
  }
  return answers;
}

/** After a byline with its label, only another one with a label belongs to it; links need none. */
const joins = (answer: Answer, reading: BylineReading): boolean =>
  !answer.labelled || reading.labelled || reading.people.length === 0 || /link|itemprop/.test(answer.source);

function merge(answer: Answer, reading: BylineReading, text: string): void {
  for (const name of reading.people)
    if (!answer.names.some((other) => comparisonKey(other) === comparisonKey(name))) answer.names.push(name);
  answer.collectives.push(...reading.collectives);
  answer.agencies.push(...reading.agencies);
  answer.labelled ||= reading.labelled;
  answer.texts.push(text);
}

/** Whether a shown byline names everybody the other does, and a few more. */
function isFuller(shown: Answer, other: Answer): boolean {
  if (!/^(?:author-link|itemprop|line|byline-element)$/.test(shown.source) || !shown.labelled) return false;
  const keys = new Set(shown.names.map(comparisonKey));
  if (shown.names.some((name) => !/\s/.test(name) && /\p{Script=Latin}/u.test(name))) return false;
  return (
    shown.names.length > other.names.length &&
    shown.names.length <= other.names.length + 3 &&
    other.names.every((name) => keys.has(comparisonKey(name)))
  );
}

const sameNames = (a: Answer, b: Answer): boolean =>
  a.names.map(comparisonKey).sort().join() === b.names.map(comparisonKey).sort().join();

/** One spelling a person: the fuller name over its part, mixed case over capitals. */
function tidy(names: readonly string[], answers: readonly Answer[]): string[] {
  const all = answers.flatMap((answer) => answer.names);
  const out: string[] = [];
  for (const name of names) {
    const key = comparisonKey(name);
    const better =
      name === name.toUpperCase() || name === name.toLowerCase()
        ? (all.find(
            (other) => comparisonKey(other) === key && other !== other.toUpperCase() && other !== other.toLowerCase(),
          ) ?? name)
        : name;
    if (!out.some((other) => comparisonKey(other) === key)) out.push(better);
  }
  return out.filter(
    (name) => !out.some((other) => other !== name && ` ${comparisonKey(other)} `.includes(` ${comparisonKey(name)} `)),
  );
}

/** Nobody is named: the team or the house that the byline itself names, once. */
function fallback(answers: readonly Answer[]): { names: string[]; answer: Answer } | null {
  const weight = (answer: Answer): number => answer.weight + (answer.labelled ? 1.5 : 0);
  const [answer] = answers
    .filter((one) => one.collectives.length > 0 && !/-far$|address$/.test(one.source))
    .sort((a, b) => weight(b) - weight(a));
  return answer ? { names: answer.collectives.slice(0, 1), answer } : null;
}

/** "/author/jane-roe/" names Jane Roe; the last resort. */
function nameInAddress(address: string): BylineReading {
  const slug =
    /\/(?:authors?|by|editors?|profiles?|people|staff|contributors?|columnists?|writers?|autor(?:en|es)?|auteurs?|journalists?|reporters?)\/([a-z]{2,}(?:-[a-z]{2,}){1,2})\/?(?:[?#].*)?$/i.exec(
      address,
    )?.[1];
  const name = slug
    ?.split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  return { people: name ? [name] : [], collectives: [], agencies: [], labelled: false };
}
