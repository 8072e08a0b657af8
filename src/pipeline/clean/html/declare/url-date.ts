/**
 * The day that an address states: /2023/09/06/, /2023-09-06-, /20230906/, /2023/sep/06/. A month alone gives no day.
 * @returns YYYY-MM-DD or null
 */
export function dateInAddress(address: string): string | null {
  const path = address.replace(/^[a-z]+:\/\/[^/]*/i, '').replace(/^\/web\/\d{8,14}[a-z_]*\/(?:https?:\/+)?[^/]*/, '');
  const parted = /(?<!\d)((?:19|20)\d\d)[/_.-](\d{1,2}|[a-z]{3,9})[/_.-](\d{1,2})(?!\d)/i.exec(path);
  if (parted) {
    const [, year = '', word = '', day = ''] = parted;
    const month = /^\d/.test(word) ? Number(word) : MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
    return dayOf(Number(year), month, Number(day));
  }
  const backwards = /(?<!\d)(\d{1,2})[-_.](\d{1,2})[-_.]((?:19|20)\d\d)(?!\d)/.exec(path);
  // Only the order that cannot be the other one: 29-10-2021.
  if (backwards && Number(backwards[1]) > 12)
    return dayOf(Number(backwards[3]), Number(backwards[2]), Number(backwards[1]));
  const joined = /(?<![\da-z])((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)/i.exec(path);
  return joined ? dayOf(Number(joined[1]), Number(joined[2]), Number(joined[3])) : null;
}

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function dayOf(year: number, month: number, day: number): string | null {
  if (year < 1994 || month < 1 || month > 12 || day < 1 || day > new Date(Date.UTC(year, month, 0)).getUTCDate())
    return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
