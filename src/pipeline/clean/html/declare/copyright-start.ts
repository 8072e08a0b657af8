import type { Declaration } from '../../../documents.ts';
import type { PageScan } from './page-scan.ts';

/** Lines at the page's foot among which the site's copyright stands, and the longest of them that is looked at. */
const FOOT = 15;
const LONGEST = 300;
/** "© 1998–2024", "Copyright 2004 - 26 Example": a span of years; a single year is mostly this one, and tells nothing. */
const SPAN = /(?:©|\(c\)|copyright)[^\d\n]{0,40}((?:19|20)\d\d)\s?[-–—/]\s?(?:(?:19|20)?\d\d)(?!\d)/i;

/** The year in which the site's copyright begins, where the page's foot says it: the site published nothing before. */
export function copyrightStart({ lines }: PageScan): Declaration[] {
  for (const line of lines.slice(-FOOT)) {
    const year = line.size > LONGEST ? undefined : SPAN.exec(line.text)?.[1];
    if (year !== undefined) return [{ field: 'copyrightFrom', value: year, source: 'foot' }];
  }
  return [];
}
