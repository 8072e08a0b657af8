import type { Declaration } from '../../../documents.ts';
import type { PageScan, Zone } from './page-scan.ts';

/** Lines between two paragraphs of one story; more are another part of the page. */
const GAP = 25;
/** Characters, before white space is folded, from which on a line is a paragraph. */
const PROSE = 120;
/** A byline at the end is the first thing after the last paragraph, or nearly so. */
const CLOSING = 3;

/** The short lines right after the story's last paragraph, where a byline may stand: "Jane Roe", "Text: Jane Roe". */
export function closingLines(scan: PageScan, headline: number): Declaration[] {
  let last = headline;
  let zone: Zone | null | undefined;
  for (let at = headline; at < scan.lines.length && at - last <= GAP; at++) {
    const line = scan.lines[at];
    if (!line || line.size <= PROSE || line.linked >= 0.3) continue;
    zone ??= line.zone;
    if (line.zone === zone) last = at;
  }
  const out: Declaration[] = [];
  for (let at = last + 1; last > headline && at <= last + CLOSING; at++) {
    const line = scan.lines[at];
    if (!line || line.zone !== zone || line.size > 400 || line.heading) break;
    if (line.text.length <= 80) out.push({ field: 'line', value: line.text, source: 'line-far', near: at - headline });
  }
  return out;
}
