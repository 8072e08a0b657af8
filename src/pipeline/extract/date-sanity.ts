import { type DateReading, readDates } from '../reading/date-text.ts';
import { weekdayOf } from '../reading/month-names.ts';
import type { Reading } from './reading.ts';

const DAY = 86_400_000;
/** What a story shows and links to is of its own weeks; this far before a stamp it is of another time. */
const FAR_DAYS = 60;
/** "said Wednesday" is today or one of the last days. */
const WEEKDAY_REACH = 3;
const PARAGRAPHS = 4;

/**
 * What in a document speaks against a publication day: links to other stories, captions and the text are all dated long
 * before it, the weekdays of the first paragraphs do not lead up to it, or the page was signed by a copier.
 * @param day the day in question, milliseconds since 1970
 * @returns the reasons, in words
 */
export function contradictions(day: number, reading: Reading): string[] {
  const { document, language } = reading;
  const reasons: string[] = [];
  const links = document.removals.filter(({ rule }) => rule === 'dated-link').map(({ text }) => text);
  const captions = reading.withRole('caption').map(({ text }) => text);
  const body = reading
    .withRole('body')
    .slice(0, 40)
    .map(({ text }) => text);
  for (const [what, texts] of [
    ['the links to other stories', links],
    ['the captions', captions],
    ['the dates in the text', body],
  ] as const) {
    const nearest = nearestDay(
      texts.flatMap((text) => readDates(text, language)),
      day,
    );
    if (nearest !== null && day - nearest > FAR_DAYS * DAY) {
      reasons.push(`${what} lie ${Math.round((day - nearest) / DAY)} days or more before it`);
    }
  }
  const weekday = strayWeekday(body.slice(0, PARAGRAPHS), day, language);
  if (weekday !== null) reasons.push(`the text speaks of ${weekday.word}, ${weekday.back} days before it`);
  if (document.removals.some(({ rule }) => rule === 'foreign-author-line'))
    reasons.push('a site that copied the story signed it in another script');
  return reasons;
}

/** The date nearest to `day`; one without a year is taken in the year that brings it nearest, a month ahead at most. */
function nearestDay(dates: readonly DateReading[], day: number): number | null {
  let nearest: number | null = null;
  const year = new Date(day).getUTCFullYear();
  for (const date of dates) {
    if (date.ambiguous) continue;
    for (const candidate of date.year === null ? [year - 1, year, year + 1] : [date.year]) {
      const at = Date.UTC(candidate, date.month - 1, date.day);
      if (date.year === null && at > day + 31 * DAY) continue;
      if (nearest === null || Math.abs(day - at) < Math.abs(day - nearest)) nearest = at;
    }
  }
  return nearest;
}

/** The weekday that no weekday word of the first paragraphs comes closer to than a few days before `day`; else null. */
function strayWeekday(
  paragraphs: readonly string[],
  day: number,
  language: string | null,
): { word: string; back: number } | null {
  let closest: { word: string; back: number } | null = null;
  for (const [word] of paragraphs.join(' ').matchAll(/[\p{L}]{4,}/gu)) {
    const weekday = weekdayOf(word, language);
    if (weekday === null) continue;
    const back = (new Date(day).getUTCDay() - weekday + 7) % 7;
    if (closest === null || back < closest.back) closest = { word, back };
  }
  return closest !== null && closest.back > WEEKDAY_REACH ? closest : null;
}
