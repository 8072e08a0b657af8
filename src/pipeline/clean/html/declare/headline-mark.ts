import { comparisonKey, foldSpace } from '../../../reading/fold.ts';
import { hint } from './page-hints.ts';
import type { Mark, PageScan, Zone } from './page-scan.ts';
import { textOf } from './text-of.ts';

/** The headline as the page shows it, and the line it stands on. */
export type Headline = { text: string; line: number; mark: Mark; like: number };

/**
 * The shown headline: of all first-level headings and elements named as titles the one most like what the page declares;
 * the first heading when nothing is declared.
 */
export function shownHeadlines(scan: PageScan, declared: readonly string[]): Headline[] {
  const titles = [...new Set(declared.map(comparisonKey).filter((key) => key !== ''))].map((key) => ({
    key,
    words: new Set(key.split(' ')),
  }));
  const longest = titles.reduce((most, title) => Math.max(most, title.key.length), 0);
  const found: (Headline & { score: number })[] = [];
  const seen = new Map<string, number>();
  let named = 0;
  for (const mark of scan.marks) {
    const level = mark.element.tag.level;
    if (level === 0 && !(mark.bits & hint.title)) continue;
    if (mark.bits & hint.hidden || mark.last - mark.first > 4) continue;
    // A list of teasers may name each of its titles so; the story's own comes early.
    if (level !== 1 && (longest === 0 || named++ > MOST_NAMED)) continue;
    const text = foldSpace(textOf(mark.element, 600));
    if (text.length < 2 || text.length > 400 || (level !== 1 && text.length > longest * 2.5)) continue;
    const key = comparisonKey(text);
    if (key.length < 2) continue;
    const words = key.split(' ');
    const like = seen.get(key) ?? titles.reduce((most, title) => Math.max(most, likeness(key, words, title)), 0);
    seen.set(key, like);
    // An element that is only named "title" must be backed by what the page declares.
    if (level !== 1 && like < 0.6) continue;
    const away = zoneBits(mark.zone, NONE);
    const score =
      like * 10 +
      (level === 1 ? 3 : level === 2 ? 1.5 : level > 0 ? 1 : 0) +
      (mark.bits & hint.title ? 1 : 0) -
      (away & (hint.foreign | hint.comment) ? 2 : 0) -
      (away & hint.hidden ? 4 : 0) -
      Math.min(found.length, 10) * 0.1 +
      Math.min(words.length, 4) * 0.3;
    found.push({ text, line: mark.first, mark, like, score });
  }
  const tops = found.filter(({ mark }) => mark.element.tag.level === 1);
  // Under a first-level heading that says what the page declares, or some of it, the second level is the story's parts.
  const isPart = ({ mark, line }: Headline): boolean =>
    mark.element.tag.level === 2 &&
    !(mark.bits & hint.title) &&
    tops.some((top) => top.like >= TOPPED || (top.line < line && top.like >= TOPPED_BEFORE));
  return found.filter((one) => !isPart(one)).sort((a, b) => b.score - a.score);
}

const MOST_NAMED = 150;
/** From so much on, a first-level heading is what the page declares. */
const TOPPED = 0.4;
const TOPPED_BEFORE = 0.15;
const NONE: ReadonlySet<Zone> = new Set();

/** The share of words two titles have in common: 1 for the same, near 1 when one is the other and a site's name. */
function likeness(key: string, words: readonly string[], title: { key: string; words: ReadonlySet<string> }): number {
  if (key === title.key) return 1;
  const [short, long] = key.length < title.key.length ? [key, title.key] : [title.key, key];
  if (short.length > 12 && ` ${long} `.includes(` ${short} `)) return 0.75 + 0.2 * (short.length / long.length);
  let both = 0;
  for (const word of words) if (title.words.has(word)) both++;
  return both / Math.max(words.length, title.words.size);
}

/** The zones around the headline; they hold the story, whatever their names say. */
export function openZones(zone: Zone | null): Set<Zone> {
  const open = new Set<Zone>();
  for (let at = zone; at; at = at.outer) open.add(at);
  return open;
}

/** What the zones around say, but for the open ones. */
export function zoneBits(zone: Zone | null, open: ReadonlySet<Zone>): number {
  let bits = 0;
  for (let at = zone, steps = 0; at && steps < 500; at = at.outer, steps++) if (!open.has(at)) bits |= at.bits;
  return bits;
}
