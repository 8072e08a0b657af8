import type { Vocabulary } from '../vocabulary.ts';
import { AND } from './and.ts';
import { endsSentence } from './prose.ts';

/** A credit at the end of a text, from `start` to the end. `agency` when it names one, `photo` when it credits a picture. */
export type Credit = { start: number; credit: string; agency: string | null; photo: boolean };

/** Credits are short; only this much of a text's end is looked at. */
const REACH = 120;
const BRACKETED = /[([（［【〔<]\s*([^()[\]（）［］【】〔〕<>]{2,80}?)\s*[)\]）］】〕>]\s*\.?$/u;
/** Where a sentence ends; what follows the last such place may be a credit: "… in Seoul. Yonhap", "… in Seoul. /Reuters". */
const SENTENCE_END = /[.!?…。！？]["'”’»)]{0,2}\s*(?:[-–—|/:©]\s*)?/gu;
const NAMES = /^[\p{L}©][\p{L}\p{N}\p{M}'’.&©@/,|: =-]{1,80}$/u;
/** After a dash or slash alone: "… in Seoul - AFP", "… in Seoul /dpa". */
const DASHED =
  /\s(?:[-–—|]{1,2}\s*|\/\s?)([\p{L}\p{N}][\p{L}\p{N}'’.-]*(?:(?:\s*[/,]\s*|\s+)[\p{L}\p{N}][\p{L}\p{N}'’.-]*){0,5}(?:\s*[/,]\s*|\s+)?)\.?$/u;

/** The credit a text ends in; null when it ends in none. A bracket or a few words are a credit only when they say so. */
export function trailingCredit(text: string, vocabulary: Vocabulary): Credit | null {
  const from = Math.max(0, text.length - REACH);
  const tail = text.slice(from);
  for (const { at, words } of candidates(tail)) {
    const credit = words.trim().replace(/^[©\s]+/u, '');
    const before = text.slice(0, from + at).trimEnd();
    if (credit === '' || before === '') continue;
    const agency = agencyIn(credit, vocabulary);
    const photo = isPhotoCredit(credit, vocabulary);
    if (agency !== null || photo) return { start: before.length, credit, agency, photo };
  }
  return null;
}

/** The ends of a text that have a credit's shape, the surest first; a credit begins at `at`. */
function* candidates(tail: string): Generator<{ at: number; words: string }> {
  const bracketed = BRACKETED.exec(tail);
  if (bracketed?.[1]) yield { at: bracketed.index, words: bracketed[1] };
  for (const end of [...tail.matchAll(SENTENCE_END)].reverse()) {
    const words = tail.slice(end.index + end[0].length).replace(/\.$/, '');
    // The sentence keeps its own mark: only a dash or slash after it goes with the credit.
    const mark = /^[.!?…。！？]["'”’»)]{0,2}/u.exec(end[0])?.[0].length ?? 0;
    if (NAMES.test(words)) yield { at: end.index + mark, words };
  }
  const dashed = DASHED.exec(tail);
  if (dashed?.[1]) yield { at: dashed.index, words: dashed[1] };
}

/** "til/dpa": whether a part of a credit is the initials of who edited what an agency sent. */
export const isInitials = (part: string, { agencyNamed }: Pick<Vocabulary, 'agencyNamed'>): boolean =>
  /^\p{Ll}{2,4}$/u.test(part) && agencyNamed(part) === null;

const AGENCY_PARTING = new RegExp(`\\s*(?:[/,&|+;·]|\\s(?:${AND}|с)\\s)\\s*`, 'u');

/** The agency that a credit names, alone or among others ("dpa/AFP", "AP, Reuters"); the first named. */
export function agencyIn(words: string, vocabulary: Vocabulary): string | null {
  const whole = vocabulary.agencyNamed(words.replace(/[.:]$/, ''));
  if (whole !== null) return whole;
  const parts = words.split(AGENCY_PARTING).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 4) return null;
  const sources = parts.filter((part) => !isInitials(part, vocabulary));
  if (sources.length === 0) return null;
  const named = sources.map((part) => vocabulary.agencyNamed(part));
  return named.every((name) => name !== null) ? (named[0] ?? null) : null;
}

/** "AP Photo/Jane Roe", "Photo: X", "Getty Images", "사진=연합뉴스", "X/Reuters". */
function isPhotoCredit(words: string, vocabulary: Vocabulary): boolean {
  const lower = words.toLowerCase();
  if (words.split(' ').length > 10 || endsSentence(words)) return false;
  if (vocabulary.photoCredits.some((credit) => startsOrEndsWith(lower, credit))) return true;
  const parts = words.split(/\s*[/|]\s*/u);
  return parts.length > 1 && parts.some((part) => vocabulary.agencyNamed(part) !== null);
}

function startsOrEndsWith(words: string, credit: string): boolean {
  const bounded = (next: string | undefined) =>
    next === undefined || !/[\p{L}\p{N}]/u.test(next) || !/[a-z]/i.test(credit);
  if (words.startsWith(credit)) return bounded(words[credit.length]);
  return words.endsWith(credit) && bounded(words[words.length - credit.length - 1]);
}

/** "Source: Reuters" */
const SOURCE =
  /^(?:source|sources|quelle|quellen|fuente|fonte|bron|källa|kilde|lähde|źródło|zdroj|forrás|sursa|πηγή|kaynak|источник|джерело|المصدر|منبع|מקור|स्रोत|সূত্র|ที่มา|nguồn|sumber|来源|來源|出典|출처|via)\s?[:：]\s?/iu;

/** Whether a line says that it names a source: "Source: Reuters". */
export const isSourceLine = (text: string): boolean => SOURCE.test(text.trim());

/** A line that is nothing but a credit: "(Yonhap)", "Reuters", "© dpa", "With reporting by AP". */
export function creditLine(text: string, vocabulary: Vocabulary): string | null {
  if (text.length > 80) return null;
  const bare = text.replace(/^[\s([（［【〔©—–\-/•]+|[\s)\]）］】〕.—–-]+$/gu, '').replace(SOURCE, '');
  const named = agencyIn(bare, vocabulary);
  if (named !== null) return named;
  // "Associated Press Writer"
  const role = bare.lastIndexOf(' ');
  return role > 0 && vocabulary.roles.has(bare.slice(role + 1).toLowerCase())
    ? agencyIn(bare.slice(0, role), vocabulary)
    : null;
}
