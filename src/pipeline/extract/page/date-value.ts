import type { DatePrecision } from '../../documents.ts';
import { type DateReading, isoOf, readDates } from '../../reading/date-text.ts';

/** A date as the field holds it: ISO 8601 to the precision stated, with the offset only where it is stated. */
export type DateValue = { value: string; precision: DatePrecision; day: string; ambiguous: boolean };

const ISO =
  /^(\d{4})-?(\d\d?)-?(\d\d?)(?:(?:T|\s+|\s*-\s*)(\d{1,2}):?(\d\d)(?::?(\d\d)(?:[.,:]\d{1,9})?)?)?\s*(Z|UTC|GMT|[+-]\d\d:?(?:\d\d)?)?(?:\s*\[[^\]]*\])?$/i;
const SPACED_PLUS = /(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?) (\d\d:?\d\d)$/;
const RFC =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2}\s+[a-z]{3,9}\.?,?\s+\d{4}|[a-z]{3,9}\s+\d{1,2},?\s+\d{4}|[a-z]{3,9}\s+\d{1,2})\s+(\d{1,2}):(\d\d)(?::(\d\d))?\s*(?:([a-z]{3,4})\s*)?([+-]\d{4})?(?:\s*\([^)]*\))?\s*(\d{4})?$/i;

/** Reads a date of any declared form: ISO and its variants, RFC 2822, Unix time, or as a text would state it. */
export function readDateValue(text: string, language: string | null): DateValue | null {
  const bare = text.trim().replace(SPACED_PLUS, '$1+$2');
  if (bare.length > 160 || !/\p{Nd}/u.test(bare)) return null;
  const iso = ISO.exec(bare);
  if (iso && (bare.includes('-') || /^\d{8}(?:$|T|\d{4,6}$)/.test(bare))) {
    const [, year = '', month = '', day = '', hour, minute, second, zone] = iso;
    return build(Number(year), Number(month), Number(day), hour, minute, second, zone);
  }
  const packed = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?$/.exec(bare);
  if (packed)
    return build(Number(packed[1]), Number(packed[2]), Number(packed[3]), packed[4], packed[5], packed[6], undefined);
  if (/^\d{10}$|^\d{13}$/.test(bare)) {
    const time = new Date(bare.length === 10 ? Number(bare) * 1000 : Number(bare)).toISOString();
    return { value: `${time.slice(0, 19)}Z`, precision: 'second', day: time.slice(0, 10), ambiguous: false };
  }
  const rfc = RFC.exec(bare);
  if (rfc) {
    const [, words = '', hour, minute, second, zone = '', offset, year = ''] = rfc;
    const [date] = readDates(`${words} ${/\d{4}/.test(words) ? '' : year}`.trim(), language ?? 'en');
    if (date?.year)
      return build(
        date.year,
        date.month,
        date.day,
        hour,
        minute,
        second,
        offset ?? (/^(?:gmt|utc|z)$/i.test(zone) ? 'Z' : undefined),
      );
  }
  const [reading] = readDates(bare, language).filter((one) => one.year !== null);
  return reading ? fromReading(reading) : null;
}

export function fromReading(reading: DateReading): DateValue | null {
  const iso = isoOf(reading);
  return iso === null ? null : { ...iso, day: iso.value.slice(0, 10), ambiguous: reading.ambiguous };
}

function build(
  year: number,
  month: number,
  day: number,
  hour?: string,
  minute?: string,
  second?: string,
  zone?: string,
): DateValue | null {
  if (year < 1800 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  const two = (value: number | string): string => String(value).padStart(2, '0');
  const date = `${year}-${two(month)}-${two(day)}`;
  if (hour === undefined || Number(hour) > 23) return { value: date, precision: 'day', day: date, ambiguous: false };
  const offset =
    zone === undefined
      ? ''
      : /^(?:z|utc|gmt)$/i.test(zone)
        ? 'Z'
        : `${zone.slice(0, 3)}:${zone.replace(':', '').slice(3, 5) || '00'}`;
  return {
    value: `${date}T${two(hour)}:${minute ?? '00'}${second === undefined ? '' : `:${second}`}${offset}`,
    precision: second === undefined ? 'minute' : 'second',
    day: date,
    ambiguous: false,
  };
}

/** The day with month and day exchanged. */
export const swapped = (date: DateValue): DateValue => {
  const day = `${date.day.slice(0, 5)}${date.day.slice(8, 10)}-${date.day.slice(5, 7)}`;
  return { ...date, value: day + date.value.slice(10), day };
};

/** Milliseconds of the instant; a local time without offset is read as UTC. */
export function instantOf(date: DateValue): number {
  const hasZone = /T.*(?:Z|[+-]\d\d:\d\d)$/.test(date.value);
  return Date.parse(date.precision === 'day' || hasZone ? date.value : `${date.value}Z`);
}
