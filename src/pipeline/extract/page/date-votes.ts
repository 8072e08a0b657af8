import type { Declaration } from '../../documents.ts';
import { type DateReading, readDates } from '../../reading/date-text.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { weekdayOf } from '../../reading/month-names.ts';
import { hasUnspacedScript } from '../../reading/script.ts';
import { type DateValue, fromReading, readDateValue, swapped } from './date-value.ts';

/** One place that states a date. `kind` groups places that say the same thing twice; `weight` is its vote. */
export type DateVote = {
  declaration: Declaration;
  date: DateValue;
  kind: string;
  weight: number;
  updated: boolean;
  labelled: boolean;
  near: number;
  /** Why it cannot be the page's date; none where nothing speaks against it. */
  fault?: string;
};

export type DateWords = { publishedLabels: ReadonlySet<string>; updatedLabels: ReadonlySet<string> };

/** Every date that the page states about itself, with its weight. */
export function dateVotes(declared: readonly Declaration[], language: string | null, words: DateWords): DateVote[] {
  const votes: DateVote[] = [];
  // A date in an element stands in a line too, and often twice.
  const read = new Map<string, DateReading[]>();
  const datesOf = (text: string): DateReading[] => {
    let readings = read.get(text);
    if (!readings) {
      readings = readDates(text, language)
        .filter((one) => one.year !== null)
        .slice(0, 4);
      read.set(text, readings);
    }
    return readings;
  };
  for (const declaration of declared) {
    const { field, source, value, near = 0 } = declaration;
    const visible = source === 'line' || /^(?:date|published)-element/.test(source);
    if (field !== 'publishedAt' && field !== 'modifiedAt' && field !== 'line') continue;
    if (visible) {
      votes.push(...spoken(declaration, datesOf, words, language));
      continue;
    }
    const date = readDateValue(value, language);
    if (!date) continue;
    const [kind, weight] = standing(source);
    const told = declaration.before;
    const updated =
      told !== undefined && labelWithin(told, words.updatedLabels) && !labelWithin(told, words.publishedLabels);
    const named = field === 'modifiedAt' && !updated;
    votes.push({
      declaration,
      date,
      kind,
      weight: source === 'time' ? (named ? NAMED : weight) - Math.min(near, 20) * PER_DISTANCE : weight,
      updated: updated || field === 'modifiedAt',
      labelled: true,
      near,
    });
  }
  return settleOrder(votes);
}

/** What a machine-readable source is worth. */
function standing(source: string): [kind: string, weight: number] {
  if (/^json-ld:(?:\w+:)?(?:datePublished)$/.test(source))
    return source === 'json-ld:datePublished' ? ['json-ld', 3] : ['json-ld-page', 2.4];
  if (/^(?:microdata|rdfa):datePublished$/.test(source)) return ['microdata', 2.6];
  if (/:none:/.test(source)) return ['microdata', 2];
  if (/(?:dateCreated|uploadDate)$/.test(source)) return ['created', 1];
  if (source.startsWith('meta:')) return ['meta', /updated|modified|release|last|gentime/.test(source) ? 1.5 : 3];
  if (source.endsWith('dateModified')) return ['far', 1.5];
  if (source === 'address') return ['address', 2.6];
  if (source === 'time') return ['time', 2.4];
  if (source === 'script') return ['script', 1.2];
  return ['far', 0.5];
}

/** A year in four digits, two between dots, or digits of another script; nothing else can be a full date. */
const YEARLY = /(?:19|20|25)\d\d|\d\.\s?\d{2}(?!\d)|[^\P{Nd}0-9]/u;

const PER_DISTANCE = 0.04;
/** A date whose element alone says that it is of the last change: many themes name that of any date "updated". */
const NAMED = 1.4;

/** The dates that a visible element or line states, each with the label before it. */
function spoken(
  declaration: Declaration,
  datesOf: (text: string) => DateReading[],
  words: DateWords,
  language: string | null,
): DateVote[] {
  const { value, source, near = 0 } = declaration;
  const told = declaration.before ?? '';
  if (value.length > 160 || !YEARLY.test(value)) return [];
  const readings = datesOf(value);
  const votes: DateVote[] = [];
  let from = 0;
  const spare = readings.reduce((rest, one) => rest - (one.end - one.start), value.length);
  for (const reading of readings) {
    const stated = fromReading(reading);
    const before = comparisonKey(`${from === 0 ? told : ''} ${value.slice(from, reading.start)}`);
    from = reading.end;
    if (!stated) continue;
    const after = comparisonKey(value.slice(reading.end, reading.end + 24)).split(' ')[0] ?? '';
    const { date, fault } = byWeekday(stated, [before.split(' ').at(-1) ?? '', after], language);
    // "4 May | Updated 5 May": a word between two dates belongs to the second, unless it is written as one with the first.
    const own = reading === readings.at(-1) || /^\p{L}/u.test(value.slice(reading.end));
    const updated =
      labelAtEnd(before, words.updatedLabels) ||
      (own && words.updatedLabels.has(after) && !labelAtEnd(before, words.publishedLabels));
    const published = !updated && (labelAtEnd(before, words.publishedLabels) || source === 'published-element');
    const far = source.endsWith('-far');
    // A date among many other words is a sentence's, not the page's.
    const alone = spare <= 60;
    if (source === 'line' && !alone) continue;
    const named = declaration.field === 'modifiedAt' && !updated && !published;
    const weight =
      (far ? 0.4 : published ? 3.4 : source === 'line' ? 2.2 : named ? NAMED : 3) -
      (far ? 0 : Math.min(near, 20) * PER_DISTANCE) -
      (alone ? 0 : 0.8) -
      (source === 'line' && !published && spare > 24 ? 1.2 : 0);
    votes.push({
      declaration,
      date,
      kind: far ? 'far' : 'text',
      weight,
      updated: updated || named,
      labelled: published,
      near,
      ...(fault === undefined ? {} : { fault }),
    });
  }
  return votes;
}

/** The date as the weekday beside it has it: "Tue 3/4/2025" has its month first or last; a weekday of another day is a fault. */
function byWeekday(
  date: DateValue,
  beside: readonly string[],
  language: string | null,
): { date: DateValue; fault?: string } {
  const word = beside.find((one) => one.length > 2 && weekdayOf(one, language) !== null);
  const weekday = word === undefined ? null : weekdayOf(word, language);
  if (weekday === null || dayOfWeek(date) === weekday) return { date };
  const other = date.ambiguous ? swapped(date) : null;
  if (other && dayOfWeek(other) === weekday) return { date: { ...other, ambiguous: false } };
  return { date, fault: `was no ${word}` };
}

const dayOfWeek = (date: DateValue): number => new Date(date.day).getUTCDay();

/** A label anywhere in a few words. */
const labelWithin = (words: string, labels: ReadonlySet<string>): boolean => {
  const parts = comparisonKey(words).split(' ').slice(-6);
  return parts.some((_, at) => [1, 2, 3].some((count) => labels.has(parts.slice(at, at + count).join(' '))));
};

function labelAtEnd(before: string, labels: ReadonlySet<string>): boolean {
  const parts = before.split(' ').filter((part) => part !== '' && !/^\d+$/.test(part));
  // "on", "am", "le" are labels when nothing stands before them; else they are a sentence's.
  const isLabel = (from: number, to: number): boolean => {
    const label = parts.slice(from, to).join(' ');
    return labels.has(label) && (from === 0 || label.length > 3 || hasUnspacedScript(label));
  };
  for (let count = 1; count <= Math.min(4, parts.length); count++) {
    const from = parts.length - count;
    // A weekday or "on", "am", "le" may stand between.
    if (isLabel(from, parts.length) || (from > 0 && isLabel(from - 1, parts.length - 1))) return true;
  }
  return false;
}

/** "3/4/2023" is read as the other dates of the page say. */
function settleOrder(votes: DateVote[]): DateVote[] {
  const sure = new Set(votes.filter((vote) => !vote.date.ambiguous).map((vote) => vote.date.day));
  return votes.map((vote) => {
    if (!vote.date.ambiguous || sure.has(vote.date.day)) return vote;
    const other = swapped(vote.date);
    return sure.has(other.day) ? { ...vote, date: other } : vote;
  });
}
