import type { DatePrecision } from '../documents.ts';
import { asciiDigits } from './fold.ts';
import { monthOf } from './month-names.ts';
import { readTime, type TimeReading } from './time-text.ts';

/** A date as a text states it. `year` is null for "Sept. 6"; `ambiguous` says that day and month may be swapped. */
export type DateReading = {
  start: number;
  end: number;
  year: number | null;
  month: number;
  day: number;
  ambiguous: boolean;
  time: TimeReading | null;
};

/** The longest text that is searched; a date that matters stands in a line or near the beginning. */
const LONGEST = 20_000;

type Token = { text: string; start: number; end: number; number: number | null };
type Found = { year: number | null; month: number; day: number; ambiguous: boolean; last: number };

const TOKEN = /\d+|[\p{L}\p{M}]+|[^\s\d\p{L}\p{M}]/gu;

/**
 * Every date in a text, in order: ISO, dotted, slashed, 年月日, 년월일, and day and month names of some 45 languages;
 * with the time of day and the offset when they stand beside the date.
 * @param language decides month names that mean two months and the order of "3/4/2023"; null when unknown
 */
export function readDates(text: string, language: string | null): DateReading[] {
  const plain = asciiDigits(text.slice(0, LONGEST));
  if (!/\d/.test(plain)) return [];
  const tokens = [...plain.matchAll(TOKEN)].map((match): Token => {
    const value = match[0];
    return {
      text: value,
      start: match.index,
      end: match.index + value.length,
      number: /^\d{1,4}$/.test(value) ? Number(value) : null,
    };
  });
  const readings: DateReading[] = [];
  let free = 0;
  for (let at = 0; at < tokens.length; at++) {
    const found =
      yearFirst(tokens, at) ??
      yearThenName(tokens, at, language) ??
      dotted(tokens, at, language) ??
      dayFirst(tokens, at, language) ??
      monthFirst(tokens, at, language) ??
      eastAsianDay(tokens, at);
    const first = tokens[at];
    const last = tokens[found?.last ?? at];
    if (!found || !first || !last || !isDay(found)) continue;
    const time = readTime(plain, first.start, last.end, free);
    readings.push({
      start: Math.min(first.start, time?.start ?? first.start),
      end: Math.max(last.end, time?.end ?? last.end),
      year: found.year,
      month: found.month,
      day: found.day,
      ambiguous: found.ambiguous,
      time,
    });
    free = Math.max(last.end, time?.end ?? 0);
    at = found.last;
    while ((tokens[at + 1]?.start ?? Number.POSITIVE_INFINITY) < free) at++;
  }
  return readings;
}

/** 2023-09-06, 2023/9/6, 2023.09.06., 2023年9月6日, 2023년 9월 6일 */
function yearFirst(tokens: Token[], at: number): Found | null {
  const year = yearOf(tokens[at]);
  const mark = tokens[at + 1]?.text ?? '';
  const month = tokens[at + 2]?.number ?? null;
  const second = tokens[at + 3]?.text ?? '';
  const day = tokens[at + 4]?.number ?? null;
  if (year === null || month === null || day === null) return null;
  const asian = /^[年년]$/.test(mark) && /^[月월]$/.test(second);
  if (!asian && !(/^[-/.‐‑–]$/.test(mark) && mark === second)) return null;
  const close = tokens[at + 5]?.text ?? '';
  const closes = /^[日일号號]/.test(close) || (mark === '.' && close === '.');
  return { year, month, day, ambiguous: false, last: closes && close.length === 1 ? at + 5 : at + 4 };
}

/** 2023. szeptember 6., 2023 m. rugsėjo 6 d., 2023 September 6 */
function yearThenName(tokens: Token[], at: number, language: string | null): Found | null {
  const year = yearOf(tokens[at]);
  if (year === null) return null;
  let name = at + 1;
  while (name < at + 3 && /^(?:\.|,|m|g)$/i.test(tokens[name]?.text ?? '')) name++;
  const month = monthOf(tokens[name]?.text ?? '', language);
  const day = shortNumber(tokens[name + 1]);
  if (month === null || day === null) return null;
  return { year, month, day, ambiguous: false, last: tokens[name + 2]?.text === '.' ? name + 2 : name + 1 };
}

/** 06.09.2023, 6/9/2023, 06-09-2023 */
function dotted(tokens: Token[], at: number, language: string | null): Found | null {
  const first = shortNumber(tokens[at]);
  const mark = tokens[at + 1]?.text ?? '';
  const second = shortNumber(tokens[at + 2]);
  const year = yearOf(tokens[at + 4]) ?? shortYear(tokens[at + 4], mark);
  if (first === null || second === null || year === null) return null;
  if (!/^[./-]$/.test(mark) || tokens[at + 3]?.text !== mark) return null;
  const last = at + 4;
  if (first > 12) return { year, month: second, day: first, ambiguous: false, last };
  if (second > 12) return { year, month: first, day: second, ambiguous: false, last };
  // Dots are put between day and month by those who write the day first; a slash tells nothing in English.
  const english = language === null || language === 'en';
  return { year, month: second, day: first, ambiguous: mark !== '.' && english && first !== second, last };
}

/** 6 September 2023, 6. September 2023, 6 de septiembre de 2023, 6th of Sept., 6 сентября 2023 г. */
function dayFirst(tokens: Token[], at: number, language: string | null): Found | null {
  const day = shortNumber(tokens[at]);
  if (day === null) return null;
  let name = at + 1;
  if (/^(\.|st|nd|rd|th|er|º|ª|°)$/i.test(tokens[name]?.text ?? '')) name++;
  if (/^(of|de|di|del|d|-|يوم|ngày)$/i.test(tokens[name]?.text ?? '')) name++;
  const month = monthOf(tokens[name]?.text ?? '', language) ?? vietnameseMonth(tokens, name);
  if (month === null) return null;
  const last = vietnameseMonth(tokens, name) === null ? name : name + 1;
  return withYear(tokens, last, { month, day });
}

/** September 6, 2023, Sept. 6 */
function monthFirst(tokens: Token[], at: number, language: string | null): Found | null {
  const word = tokens[at];
  if (!word || word.number !== null) return null;
  let number = at + 1;
  if (tokens[number]?.text === '.') number++;
  // Most words of a text have no number behind them, and need no look at the names of months.
  const day = shortNumber(tokens[number]);
  const month = day === null ? null : monthOf(word.text, language);
  if (day === null || month === null) return null;
  if (/^(st|nd|rd|th)$/i.test(tokens[number + 1]?.text ?? '')) number++;
  return withYear(tokens, number, { month, day });
}

/** 9月6日, 9월 6일: no year. */
function eastAsianDay(tokens: Token[], at: number): Found | null {
  const month = shortNumber(tokens[at]);
  const day = shortNumber(tokens[at + 2]);
  if (month === null || day === null || !/^[月월]$/.test(tokens[at + 1]?.text ?? '')) return null;
  if (!/^[日일号號]/.test(tokens[at + 3]?.text ?? '')) return null;
  return { year: null, month, day, ambiguous: false, last: at + 3 };
}

function withYear(tokens: Token[], last: number, date: { month: number; day: number }): Found {
  let at = last + 1;
  let skipped = 0;
  while (skipped < 2 && /^(\.|,|،|de|del|of|year|năm|-|\/)$/i.test(tokens[at]?.text ?? '')) {
    at++;
    skipped++;
  }
  const year = yearOf(tokens[at]);
  return { ...date, year, ambiguous: false, last: year === null ? last : at };
}

const shortNumber = (token: Token | undefined): number | null =>
  token !== undefined && token.number !== null && token.text.length <= 2 ? token.number : null;

/** 1900–2100, or a Thai year, which counts 543 more. */
function yearOf(token: Token | undefined): number | null {
  if (!token || token.number === null || token.text.length !== 4) return null;
  if (token.number >= 1900 && token.number <= 2100) return token.number;
  return token.number >= 2500 && token.number <= 2643 ? token.number - 543 : null;
}

/** "06.09.23": two digits are a year only between dots. */
const shortYear = (token: Token | undefined, mark: string): number | null =>
  mark === '.' && token !== undefined && token.number !== null && token.text.length === 2 ? 2000 + token.number : null;

const vietnameseMonth = (tokens: Token[], at: number): number | null =>
  /^tháng$/i.test(tokens[at]?.text ?? '') ? shortNumber(tokens[at + 1]) : null;

function isDay(found: Found): boolean {
  if (found.month < 1 || found.month > 12 || found.day < 1) return false;
  // A day without a year may be 29 February.
  return found.day <= new Date(Date.UTC(found.year ?? 2024, found.month, 0)).getUTCDate();
}

/** The reading as ISO 8601, to the precision stated, with the offset only where it is stated; null without a year. */
export function isoOf(reading: DateReading): { value: string; precision: DatePrecision } | null {
  if (reading.year === null) return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${reading.year}-${two(reading.month)}-${two(reading.day)}`;
  const { time } = reading;
  if (!time) return { value: day, precision: 'day' };
  const seconds = time.second === null ? '' : `:${two(time.second)}`;
  return {
    value: `${day}T${two(time.hour)}:${two(time.minute)}${seconds}${time.offset ?? ''}`,
    precision: time.second === null ? 'minute' : 'second',
  };
}
