import type { Declaration } from '../../../documents.ts';
import { comparisonKey, foldSpace } from '../../../reading/fold.ts';
import { findElement, type Parent } from '../parse/nodes.ts';
import { closingLines } from './closing-lines.ts';
import { copyrightStart } from './copyright-start.ts';
import { dateDeclarations } from './date-elements.ts';
import { frameDates } from './frame-dates.ts';
import { type Headline, openZones, zoneBits } from './headline-mark.ts';
import { hint } from './page-hints.ts';
import type { Mark, PageScan } from './page-scan.ts';
import { textOf } from './text-of.ts';
import { wordsBefore } from './words-before.ts';

/** How far from the headline, in lines, a byline or a date may stand. */
const BEFORE = 12;
const AFTER = 30;
const LONGEST = 300;
/** "新华社贵阳5月8日电（记者周立言、陈雨）": who reports, in the dateline of the first paragraph. */
const WIRE_REPORTERS = /^[^（(]{2,30}[电電]\s?[（(]([记記]者)\s*([^（()）]{2,60})[)）]/u;
/** A line between the headline and its dek says who wrote the text, when, or what a picture shows. */
const LONGEST_ABOVE_DEK = 200;
/** Of what stands further off only the nearest is looked at. */
const MOST_FAR = 24;

/** What stands near the headline: elements named as bylines and dates, author links, times, and plain lines. */
export function visibleDeclarations(
  scan: PageScan,
  headline: Headline | null,
  titles: readonly string[],
): Declaration[] {
  const out: Declaration[] = [];
  const story = headline?.line ?? titleLine(scan, titles) ?? Math.max(0, firstProse(scan));
  const start = story;
  const end = headline?.mark.last ?? story;
  const open = openZones(headline?.mark.zone ?? scan.lines[story]?.zone ?? null);
  const away = (mark: Mark): number =>
    mark.first >= start ? Math.max(0, mark.first - end) : (start - mark.first) * 2 + 1;
  const near = scan.marks
    .map((mark) => ({ mark, distance: away(mark), zone: zoneBits(mark.zone, open) }))
    .filter(({ mark, distance, zone }) => mark !== headline?.mark && !isElsewhere(mark, distance, zone))
    .sort((a, b) => a.distance - b.distance);
  const bylines = near
    .filter(({ mark }) => mark.bits & hint.byline && mark.last - mark.first <= 8)
    .map(({ mark }) => mark);
  let farther = 0;
  for (const { mark, distance, zone } of near) {
    const { bits, element } = mark;
    if (distance > AFTER && farther++ > MOST_FAR) break;
    const close = distance > AFTER || (zone | bits) & hint.biography || zone & hint.foreign ? '-far' : '';
    if (bits & hint.date || element.name === 'time') out.push(...dateDeclarations(mark, distance, close));
    if (bits & (hint.byline | hint.authorLink)) {
      const text = textOf(element, LONGEST + 1)
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n[\n ]*/g, '\n')
        .trim();
      const href = element.attribute('href');
      if (href && bits & hint.authorLink && distance <= AFTER && bits & hint.byline)
        out.push({ field: 'byline', value: href, source: 'author-address', near: distance });
      if (text !== '' && text.length <= LONGEST) {
        const within = bits & hint.byline || inByline(mark, bylines);
        const kind =
          bits & hint.authorLink
            ? within
              ? 'author-link'
              : 'people-link'
            : element.attribute('itemprop')
              ? 'itemprop'
              : 'byline-element';
        out.push({
          field: 'byline',
          value: text,
          source: `${kind}${close}`,
          near: distance,
          before: wordsBefore(element),
        });
      }
    }
    if (bits & hint.dek && close === '' && distance < 12 && mayBeDek(scan, mark, end)) {
      const text = foldSpace(textOf(element, 601));
      if (text.length >= 20 && text.length <= 600)
        out.push({ field: 'dek', value: text, source: 'dek-element', near: distance });
    }
  }
  for (let at = Math.max(0, start - BEFORE); at < Math.min(scan.lines.length, end + AFTER); at++) {
    const line = scan.lines[at];
    if (
      !line ||
      line.size > 1_000 ||
      line.heading ||
      zoneBits(line.zone, open) & (hint.foreign | hint.comment | hint.hidden)
    )
      continue;
    const { text } = line;
    const distance = at >= start ? Math.max(0, at - end) : (start - at) * 2 + 1;
    const [, label, names] = WIRE_REPORTERS.exec(text) ?? [];
    if (names !== undefined) out.push({ field: 'line', value: `${label} ${names}`, source: 'line', near: distance });
    if (text.length > 200) {
      // A story may begin with its date: "01.02.2022 The labour market …".
      if (distance <= 8 && /^\p{Nd}/u.test(text))
        out.push({ field: 'line', value: text.slice(0, 40), source: 'line', near: distance });
      continue;
    }
    out.push({ field: 'line', value: text, source: 'line', near: distance });
  }
  out.push(...closingLines(scan, end), ...frameDates(scan, start, open), ...copyrightStart(scan));
  return out;
}

/** An element of more lines holds the story, or the head of it, whatever its name: "has-lead". */
const DEK_LINES = 4;

/** A title of fewer characters stands in other lines by chance. */
const LEAST_TITLE = 9;

/** The plain line that says what the page's title says, where no heading does: pages laid out by tables. */
function titleLine(scan: PageScan, titles: readonly string[]): number | null {
  const keys = titles.map(comparisonKey).filter((key) => key.length >= LEAST_TITLE);
  if (keys.length === 0) return null;
  // The one nearest to the story: the path through the site may say the same.
  const prose = firstProse(scan);
  const at = scan.lines.slice(0, prose === -1 ? undefined : prose).findLastIndex((line) => {
    const key = line.size > 400 ? '' : comparisonKey(line.text);
    return key.length >= LEAST_TITLE && keys.some((title) => title.includes(key) && key.length > title.length * 0.5);
  });
  return at === -1 ? null : at;
}

/** The first long line that is no menu; -1 without one. */
const firstProse = (scan: PageScan): number =>
  scan.lines.findIndex((line) => line.size > 200 && line.linked < 0.3 && line.text.length > 200);

/** Lines from the headline within which even an aside may hold the story's own date. */
const ASIDE = 4;

/** Whether a mark stands in another part of the page; a date right beside the headline is its own wherever it stands. */
const isElsewhere = ({ bits, element }: Mark, distance: number, zone: number): boolean =>
  (zone & (hint.comment | hint.hidden)) !== 0 ||
  ((zone & hint.foreign) !== 0 && (distance > ASIDE || !(bits & hint.date || element.name === 'time')));

/** Whether a mark stands inside an element named as a byline. */
function inByline(mark: Mark, bylines: readonly Mark[]): boolean {
  let at: Parent | null = mark.element.parent;
  for (let step = 0; at && step < 5; step++, at = at.parent)
    if (bylines.some((byline) => byline.element === at)) return true;
  return false;
}

/**
 * Whether an element named as a dek can be one. A picture may be the lede of a page, and what stands below it is its caption;
 * below a paragraph stands a heading of the story's own.
 */
const mayBeDek = ({ lines }: PageScan, { element, first, last }: Mark, end: number): boolean =>
  last - first < DEK_LINES &&
  !lines.slice(end, first).some(({ size }) => size > LONGEST_ABOVE_DEK) &&
  findElement(element, ({ name }) => name === 'img' || name === 'picture' || name === 'figure') === null;
