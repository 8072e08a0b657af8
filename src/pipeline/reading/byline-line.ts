import type { Vocabulary } from '../vocabulary.ts';
import { AND } from './and.ts';
import { readDates } from './date-text.ts';
import { comparisonKey } from './fold.ts';
import { hasUnspacedScript } from './script.ts';

/** A line that names who wrote the document. `names` are as written, roles cut off. */
export type BylineLine = { names: string[] };

const LONGEST = 160;
const MOST_NAMES = 8;
const NAME_PARTING = new RegExp(`\\s*(?:[,;&|/、，·]|\\s(?:${AND})\\s)\\s*`, 'u');

/**
 * Reads a line as a byline: a label ("By", "Von", "作者：", …) or an ending ("… 기자") with names and nothing else.
 * Null when there is no label, or the rest cannot be names.
 */
export function readBylineLine(text: string, vocabulary: Vocabulary): BylineLine | null {
  if (text.length > LONGEST) return null;
  const line = text.replace(/^[\s([（［【•·-]+|[\s)\]）］】]+$/gu, '');
  const rest = afterLabel(line, vocabulary.bylineLabels) ?? beforeEnding(line, vocabulary.bylineEndings);
  if (rest === null) return null;
  const names = namesIn(rest, vocabulary);
  return names.length > 0 ? { names } : null;
}

export const isBylineLine = (text: string, vocabulary: Vocabulary): boolean =>
  readBylineLine(text, vocabulary) !== null;

function afterLabel(line: string, labels: readonly string[]): string | null {
  const lower = line.toLowerCase();
  for (const label of labels) {
    if (!lower.startsWith(label)) continue;
    const rest = line.slice(label.length);
    if (hasUnspacedScript(label) ? /^\s*[:：|／/\s]/u.test(rest) : /^\s*[:：]|^\s/u.test(rest))
      return rest.replace(/^\s*[:：|／/]?\s*/u, '');
  }
  return null;
}

function beforeEnding(line: string, endings: readonly string[]): string | null {
  const ending = endings.find((word) => line.toLowerCase().endsWith(word));
  if (ending === undefined) return null;
  const names = line.slice(0, -ending.length).trim();
  return names !== '' && names.length <= 40 ? names : null;
}

/** The names of a list such as "Jane Roe and John Doe, Staff Writers"; empty when any part cannot be one. */
export function namesIn(list: string, vocabulary: Vocabulary): string[] {
  const [date] = readDates(list, null);
  const undated = (date ? list.slice(0, date.start) : list).replace(/[\s|,·•–—-]+$/u, '');
  const names: string[] = [];
  for (const part of undated.split(NAME_PARTING)) {
    const name = part.replace(/^[\s(@]+|[\s).:]+$/gu, '').trim();
    const key = comparisonKey(name);
    if (key === '' || vocabulary.roles.has(key)) continue;
    // What follows a first name and is no name itself is a role, a place or a paper: "Jane Roe, in Seoul".
    if (!couldBeName(name)) {
      if (names.length > 0) continue;
      return [];
    }
    if (!names.includes(name)) names.push(name);
  }
  return names.length <= MOST_NAMES ? names : [];
}

/** Whether the words could name a person or an agency: a few capitalised words without digits or sentence marks. */
export function couldBeName(called: string): boolean {
  const name = withoutNickname(called);
  if (name.length < 2 || name.length > 60 || /[\d?!:;"“”]|https?|@/u.test(name)) return false;
  const words = name.split(/\s+/);
  if (words.length > 6) return false;
  if (!/[\p{Lu}\p{Ll}]/u.test(name)) return name.length <= 30;
  const capital = words.filter((word) => /^(?:\p{Ll}{1,3}[-'’])?[\p{Lu}\p{Lt}\p{Lo}'’]/u.test(word)).length;
  return capital > 0 && capital >= words.filter((word) => !PARTICLES.has(word.toLowerCase())).length;
}

/** The name without the name in quotation marks that its bearer goes by: 'Jane "Jo" Roe'. */
export const withoutNickname = (name: string): string => name.replace(NICKNAME, ' ');
const NICKNAME = / ["“”][\p{L}. ]{1,20}["”] (?=\p{Lu})/u;

/** Parts of names that are written small. */
const PARTICLES = new Set(
  'al ap ben bin bint da das de del della den der des di do dos du el la le les of st. ten ter the van vom von y zu zum'.split(
    ' ',
  ),
);
