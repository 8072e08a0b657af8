import type { AnyNode, Element } from 'domhandler';
import type { Declaration } from '../../../documents.ts';
import { foldSpace } from '../../../reading/fold.ts';
import { type Headline, openZones, zoneBits } from './headline-mark.ts';
import { hint } from './page-hints.ts';
import type { Mark, PageScan, Zone } from './page-scan.ts';
import { textOf } from './text-of.ts';

/** How far from the headline, in lines, a byline or a date may stand. */
const BEFORE = 12;
const AFTER = 30;
const LONGEST = 300;
/** Of what stands further off only the nearest is looked at. */
const MOST_FAR = 24;

/** What stands near the headline: elements named as bylines and dates, author links, times, and plain lines. */
export function visibleDeclarations(scan: PageScan, headline: Headline | null): Declaration[] {
  const out: Declaration[] = [];
  // Without a headline the first long line that is no menu stands for it.
  const story =
    headline?.line ??
    Math.max(
      0,
      scan.lines.findIndex((line) => line.size > 200 && line.linked < 0.3 && line.text.length > 200),
    );
  const start = story;
  const end = headline?.mark.last ?? story;
  const open = openZones(headline?.mark.zone ?? scan.lines[story]?.zone ?? null);
  const away = (mark: Mark): number =>
    mark.first >= start ? Math.max(0, mark.first - end) : (start - mark.first) * 2 + 1;
  const near = scan.marks
    .filter(
      (mark) => !(zoneBits(mark.zone, open) & (hint.foreign | hint.comment | hint.hidden)) && mark !== headline?.mark,
    )
    .map((mark) => ({ mark, distance: away(mark) }))
    .sort((a, b) => a.distance - b.distance);
  const bylines = near
    .filter(({ mark }) => mark.bits & hint.byline && mark.last - mark.first <= 8)
    .map(({ mark }) => mark);
  let farther = 0;
  for (const { mark, distance } of near) {
    const { bits, element } = mark;
    if (distance > AFTER && farther++ > MOST_FAR) break;
    const close = distance > AFTER || zoneBits(mark.zone, open) & hint.biography || bits & hint.biography ? '-far' : '';
    if (bits & hint.date || element.name === 'time') out.push(...dateDeclarations(mark, distance, close));
    if (bits & (hint.byline | hint.authorLink)) {
      const text = textOf(element, LONGEST + 1)
        .replace(/[^\S\n]+/g, ' ')
        .replace(/ ?\n[\n ]*/g, '\n')
        .trim();
      const href = element.attribs.href;
      if (href && bits & hint.authorLink && distance <= AFTER && bits & hint.byline)
        out.push({ field: 'byline', value: href, source: 'author-address', near: distance });
      if (text !== '' && text.length <= LONGEST) {
        const within = bits & hint.byline || inByline(mark, bylines);
        const kind =
          bits & hint.authorLink
            ? within
              ? 'author-link'
              : 'people-link'
            : element.attribs.itemprop
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
    if (bits & hint.dek && close === '' && distance < 12) {
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
    if (text.length > 200) {
      // A story may begin with its date: "01.02.2022 The labour market …".
      if (distance <= 8 && /^\p{Nd}/u.test(text))
        out.push({ field: 'line', value: text.slice(0, 40), source: 'line', near: distance });
      continue;
    }
    out.push({ field: 'line', value: text, source: 'line', near: distance });
  }
  out.push(...closingLines(scan, end + AFTER, end));
  return out;
}

/** Lines between two paragraphs of one story; more are another part of the page. */
const GAP = 25;
/** A byline at the end is the first thing after the last paragraph, or nearly so. */
const CLOSING = 3;

/** The short lines right after the story's last paragraph, where a byline may stand: "Jane Roe", "Text: Jane Roe". */
function closingLines(scan: PageScan, from: number, headline: number): Declaration[] {
  let last = headline;
  let zone: Zone | null | undefined;
  for (let at = headline; at < scan.lines.length && at - last <= GAP; at++) {
    const line = scan.lines[at];
    if (!line || line.size <= 200 || line.linked >= 0.3) continue;
    zone ??= line.zone;
    if (line.zone === zone) last = at;
  }
  const out: Declaration[] = [];
  for (let at = Math.max(last + 1, from); at <= last + CLOSING; at++) {
    const line = scan.lines[at];
    if (!line || line.zone !== zone || line.size > 400 || line.heading) break;
    if (line.text.length <= 80) out.push({ field: 'line', value: line.text, source: 'line-far', near: at - headline });
  }
  return out;
}

/** What an element for a date says: to programs in its attributes, and to people in its text. */
function dateDeclarations({ element, bits }: Mark, distance: number, close: string): Declaration[] {
  const out: Declaration[] = [];
  const text = foldSpace(textOf(element, 161));
  const field = bits & hint.updated && !(bits & hint.published) ? 'modifiedAt' : 'publishedAt';
  const before = wordsBefore(element);
  for (const name of [
    'datetime',
    'title',
    'content',
    'data-date',
    'data-time',
    'data-timestamp',
    'data-datetime',
    'data-published',
  ]) {
    const value = element.attribs[name];
    if (value && /^\s*(?:(?:19|20)\d\d-\d|\d{10}(?:\d{3})?\s*$)/.test(value))
      out.push({
        field,
        value,
        source: `time${close}`,
        near: distance,
        before: `${before} ${text.replace(/\d[\s\S]*/, '')}`,
      });
  }
  if (text !== '' && text.length <= 160 && /\p{Nd}/u.test(text))
    out.push({
      field,
      value: text,
      source: `${bits & hint.published && !(bits & hint.updated) ? 'published-element' : 'date-element'}${close}`,
      near: distance,
      before,
    });
  return out;
}

/** The words that stand directly before an element, such as "Updated"; looked for up to two elements further out. */
function wordsBefore(element: Element): string {
  let words = '';
  let at: AnyNode = element;
  for (let step = 0; step < 6 && words.length < 40; step++) {
    let outer = 0;
    while (!at.prev && at.parent && outer < 2) {
      at = at.parent as AnyNode;
      outer++;
    }
    const previous = at.prev as AnyNode | null;
    if (!previous) break;
    const text =
      previous.type === 'text'
        ? previous.data.slice(-60)
        : 'children' in previous
          ? textOf(previous as Element, 60)
          : '';
    words = `${text} ${words}`;
    at = previous;
    if (foldSpace(text) !== '') break;
  }
  return foldSpace(words).slice(-60);
}

/** Whether a mark stands inside an element named as a byline. */
function inByline(mark: Mark, bylines: readonly Mark[]): boolean {
  let at = mark.element.parent;
  for (let step = 0; at && step < 5; step++, at = at.parent)
    if (bylines.some((byline) => byline.element === at)) return true;
  return false;
}
