import { readDateValue } from '../../pipeline/extract/page/date-value.ts';

/** Zone names that feeds write though RFC 2822 calls them obsolete, or never knew them. Those with two meanings are left out. */
const zones: Record<string, string> = {
  UT: '+0000',
  EST: '-0500',
  EDT: '-0400',
  CDT: '-0500',
  MST: '-0700',
  MDT: '-0600',
  PST: '-0800',
  PDT: '-0700',
  WET: '+0000',
  WEST: '+0100',
  CET: '+0100',
  CEST: '+0200',
  MEZ: '+0100',
  MESZ: '+0200',
  EET: '+0200',
  EEST: '+0300',
  MSK: '+0300',
  JST: '+0900',
  KST: '+0900',
  HKT: '+0800',
  SGT: '+0800',
  AEST: '+1000',
  AEDT: '+1100',
  NZST: '+1200',
  NZDT: '+1300',
};
const zoneName = new RegExp(`\\b(${Object.keys(zones).join('|')})\\s*$`);
/** RFC 822 writes years with two digits: https://www.rfc-editor.org/rfc/rfc822#section-5 */
const shortYear = /^((?:[a-z]{2,9},?\s+)?\d{1,2}[\s-]+[a-z]{3,9}[\s-]+)(\d{2})(\s+\d{1,2}:\d{2})/i;
/** A leap second is a time that no calendar here holds. */
const leapSecond = /(:\d\d):60\b/;
/** The web is younger than this: an earlier date is an empty field of some database. */
const oldestYear = 1990;

/** The first of the dates given that can be read: ISO 8601 to the precision stated; null when none can. */
export function itemDate(texts: unknown[], language: string | null): string | null {
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    const named = text
      .trim()
      .replace(leapSecond, '$1:59')
      .replace(zoneName, (name) => zones[name] ?? name)
      .replace(
        shortYear,
        (_, day: string, year: string, rest: string) => `${day}${Number(year) < 70 ? 20 : 19}${year}${rest}`,
      );
    const read = readDateValue(named, language?.slice(0, 2).toLowerCase() ?? null);
    if (read !== null && Number(read.value.slice(0, 4)) >= oldestYear) return read.value;
  }
  return null;
}
