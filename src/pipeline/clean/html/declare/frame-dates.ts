import type { Declaration } from '../../../documents.ts';
import { zoneBits } from './headline-mark.ts';
import { hint } from './page-hints.ts';
import type { PageScan, Zone } from './page-scan.ts';

/** Lines at the page's foot that are looked at, and dates of the frame that are kept. */
const FOOT = 15;
const MOST_FRAMED = 12;
const YEAR = /(?:19|20)\d\d/;

/** Dates in the page's head and foot: today's, or the template's, and so not the story's. */
export function frameDates(scan: PageScan, start: number, open: ReadonlySet<Zone>): Declaration[] {
  const out: Declaration[] = [];
  const foot = scan.lines.length - FOOT;
  for (const [at, line] of scan.lines.entries()) {
    if (out.length >= MOST_FRAMED) break;
    if ((at >= start && at < foot) || line.size > 200 || !(zoneBits(line.zone, open) & hint.foreign)) continue;
    const text = line.holds(YEAR) ? line.text : '';
    if (text !== '' && text.length <= 60) out.push({ field: 'frameDate', value: text, source: 'frame' });
  }
  return out;
}
