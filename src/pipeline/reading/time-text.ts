/** A time of day beside a date. `offset` is ISO ("Z", "+09:00") and null unless the text states it. */
export type TimeReading = {
  start: number;
  end: number;
  hour: number;
  minute: number;
  second: number | null;
  offset: string | null;
};

/** How far a time may stand from its date. */
const REACH = 30;

const CLOCK =
  /(?<before>오전|오후|上午|下午|午前|午後|凌晨|早上|中午|晚上)?\s?(?<![\d.,])(?<hour>[01]?\d|2[0-4])(?:(?<mark>[:.h時时点點시])\s?(?<minute>[0-5]\d)(?:[분分:.](?<second>[0-5]\d)?)?(?:\.\d{1,9})?|(?=\s?[ap]\.?m\b))[分분秒초]?(?!\d)\s?(?<half>[ap]\.?\s?m\b\.?)?\s?(?<clock>Uhr|h\b|hrs\b)?\s?(?<zone>Z\b|(?:UTC|GMT)(?:\s?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}|(?:[A-Z]{2,5})\b)?/iu;

/** Zone names that mean one offset wherever they are printed; CST, IST and ET mean several, so they are not here. */
const zones: Readonly<Record<string, string>> = {
  Z: 'Z',
  UTC: 'Z',
  GMT: 'Z',
  WET: '+00:00',
  BST: '+01:00',
  CET: '+01:00',
  MEZ: '+01:00',
  CEST: '+02:00',
  MESZ: '+02:00',
  EET: '+02:00',
  EEST: '+03:00',
  MSK: '+03:00',
  WIB: '+07:00',
  HKT: '+08:00',
  SGT: '+08:00',
  KST: '+09:00',
  JST: '+09:00',
  AEST: '+10:00',
  AEDT: '+11:00',
  NZST: '+12:00',
  NZDT: '+13:00',
  EST: '-05:00',
  EDT: '-04:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
};

/** What may stand between a date and its time: a separator, or one short word such as "at", "um", "à", "às", "|". */
const BETWEEN =
  /^\s?T?(?:[\s,;|/·•–—-]|\p{Sc}|\(|year|г\.?|at|um|à|às|ore|kl|klo|o|a las|alle|om|в|в|ob|,?\s?\p{L}{2,10}\.?,?){0,4}\s?\(?$/iu;

/**
 * The time that stands beside the date at [start, end) of a text: after it, or else before it but not before `free`.
 * @param text with ASCII digits
 */
export function readTime(text: string, start: number, end: number, free: number): TimeReading | null {
  const after = CLOCK.exec(text.slice(end, end + REACH + 30));
  if (after && after.index <= REACH && joins(text.slice(end, end + after.index))) return reading(after, end);
  const from = Math.max(free, start - REACH);
  const ahead = text.slice(from, start);
  const before = CLOCK.exec(ahead);
  if (before && joins(ahead.slice(before.index + before[0].length))) return reading(before, from);
  return null;
}

const joins = (between: string): boolean => between.length <= 14 && !/\d/.test(between) && BETWEEN.test(between);

function reading(match: RegExpExecArray, base: number): TimeReading | null {
  const { before = '', hour = '', mark = '', minute, second, half = '', clock = '', zone = '' } = match.groups ?? {};
  // "6.30" is a time only when something says so.
  if (mark === '.' && half === '' && clock === '') return null;
  let hours = Number(hour);
  const late = /^p/i.test(half) || /오후|下午|午後|晚上/.test(before);
  const early = /^a/i.test(half) || /오전|上午|午前|凌晨|早上/.test(before);
  if (late && hours < 12) hours += 12;
  if (early && hours === 12) hours = 0;
  if (hours > 23) return null;
  const offset = offsetOf(zone);
  const words = match[0];
  const end = base + match.index + (offset === null && zone !== '' ? words.length - zone.length : words.length);
  return {
    start: base + match.index,
    end,
    hour: hours,
    minute: Number(minute ?? 0),
    second: second === undefined ? null : Number(second),
    offset,
  };
}

function offsetOf(zone: string): string | null {
  const named = zones[zone.toUpperCase()];
  if (named) return named;
  const shift = /^(?:UTC|GMT)?\s?([+-])(\d{1,2}):?(\d{2})?$/i.exec(zone);
  if (!shift) return null;
  const [, sign = '+', hours = '0', minutes = '00'] = shift;
  return `${sign}${hours.padStart(2, '0')}:${minutes}`;
}
