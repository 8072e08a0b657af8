import { isAgo } from '../../../reading/ago.ts';
import { readDates } from '../../../reading/date-text.ts';
import type { Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** Words of prose that have to stand above: a page that opens with dated entries is made of them. */
const STORY = 60;
const LEAST_ENTRIES = 3;
/** A line that holds a date and little else. */
const STAMP_LENGTH = 60;
const STAMP_WORDS = 9;
/** Who wrote an entry, in a line of its own. */
const NAME_WORDS = 4;
/** The share of entries that show a link or a name beside the date. */
const MOST = 0.6;
const LINKED = 0.8;
const ITEMS = new Set(['li', 'article', 'tr', 'section']);

/** A list below the story whose items each bear a date: readers' comments, or other stories. */
export const datedEntries: StoryRule = {
  id: 'dated-entries',
  why: 'Below the story, items laid out alike that each bear a date and a name or a link are comments or other stories.',
  apply(page) {
    if (page.live) return;
    const groups = groupsOf(page).filter((group) => group.length >= LEAST_ENTRIES);
    if (groups.length === 0) return;
    const spans = spansOf(page);
    const above = proseAbove(page);
    for (const group of groups) {
      const all = group.flatMap((scope) => spans.get(scope) ?? []);
      const entries = all.filter(({ first, last }) => (above[first] ?? 0) >= STORY && last > first);
      // The story is one of them: a forum's thread, a live blog, a day's notices.
      if (all.some(({ first, last }) => (above[first] ?? 0) < STORY && (above[last + 1] ?? 0) > (above[first] ?? 0)))
        continue;
      const shown = entries.filter((span) => page.lines.slice(span.first, span.last + 1).some(isSigned));
      if (entries.length < LEAST_ENTRIES || shown.length < entries.length * MOST) continue;
      for (const { first, last } of entries)
        for (const line of page.lines.slice(first, last + 1))
          page.remove(line, datedEntries, `one of ${entries.length} items laid out alike, each with a date`);
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years, and the first to cross it were the children of the school on the island.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The ferries that took their place will run until the end of the summer, he added.</p><ul><li><b>Sea dog</b><p>May 4, 2021</p><p>About time, if you ask somebody who had to take the ferry.</p></li><li><b>Nobody</b><p>May 4, 2021</p><p>I liked the ferry much better, and it had a view.</p></li><li><b>Jane</b><p>May 5, 2021</p><p>We walked there today, and it is as fine as it was.</p></li></ul></article></body>',
    removes: 'I liked the ferry much better, and it had a view.',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years, and the first to cross it were the children of the school on the island.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The ferries that took their place will run until the end of the summer, he added.</p><ul><li><p>May 4, 2019</p><p>A ship hits the bridge in the fog, and it is closed.</p></li><li><p>June 4, 2019</p><p>The first ferry takes up its service with two ships.</p></li><li><p>May 5, 2021</p><p>The first of the new piers is finished.</p></li></ul></article></body>',
    keeps: 'The first ferry takes up its service with two ships.',
  },
};

const mayBeStamp = ({ kind, prose, words, text }: StoryLine): boolean =>
  kind !== 'heading' && !prose && words <= STAMP_WORDS && text.length <= STAMP_LENGTH && /\p{Nd}/u.test(text);

const isStamp = (line: StoryLine): boolean => mayBeStamp(line) && isDated(line);

const isDated = ({ text }: StoryLine): boolean =>
  isAgo(text) || readDates(text, null).some(({ year, start, end }) => year !== null || end - start > text.length / 2);

/** Whether a line is a link, or could be the name of who wrote the lines around it. */
const isSigned = (line: StoryLine): boolean =>
  line.words > 0 &&
  !isStamp(line) &&
  (line.links >= LINKED || (!line.prose && !line.endsSentence && line.words <= NAME_WORDS && line.kind !== 'table'));

/** Scopes of one parent laid out alike that hold a stamp each; outer ones first. */
function groupsOf(page: StoryPage): Scope[][] {
  const numbered = page.lines.filter((line) => line.inRoot && mayBeStamp(line));
  // To read dates is dear, and most pages have too few lines that may be one.
  if (numbered.length < LEAST_ENTRIES) return [];
  const seen = new Set<Scope>();
  const groups = new Map<Scope, Map<string, Scope[]>>();
  for (const line of numbered.filter(isDated)) {
    for (let at: Scope = line.scope; at.parent && at !== page.root && !seen.has(at); at = at.parent) {
      seen.add(at);
      const alike = groups.get(at.parent) ?? new Map<string, Scope[]>();
      groups.set(at.parent, alike);
      const shape = shapeOf(at);
      alike.set(shape, [...(alike.get(shape) ?? []), at]);
    }
  }
  return [...groups].sort(([a], [b]) => a.n - b.n).flatMap(([, alike]) => [...alike.values()]);
}

/** An item by its element; any other by its first class too, without numbers. */
function shapeOf({ element }: Scope): string {
  const name = element?.name ?? '';
  if (ITEMS.has(name)) return name;
  return `${name} ${(element?.attribute('class') ?? '').trim().split(/\s+/, 1)[0]?.replace(/\d+/g, '')}`;
}

type Span = { first: number; last: number };

/** The numbers of the first and the last line in each scope. Linear time. */
function spansOf(page: StoryPage): Map<Scope, Span> {
  const spans = new Map<Scope, Span>();
  const widen = (scope: Scope, { first, last }: Span) => {
    const span = spans.get(scope);
    spans.set(scope, span ? { first: Math.min(span.first, first), last: Math.max(span.last, last) } : { first, last });
  };
  for (const { n, scope } of page.lines) widen(scope, { first: n, last: n });
  for (const scope of page.scopes.toReversed()) {
    const span = spans.get(scope);
    if (span && scope.parent) widen(scope.parent, span);
  }
  return spans;
}

/** Words of prose that the rules have kept above each line, and above the end of the page. */
function proseAbove(page: StoryPage): number[] {
  const above = [0];
  let sum = 0;
  for (const line of page.lines) {
    if (line.prose && line.kind !== 'caption' && page.ruleOf(line) === null) sum += line.words;
    above.push(sum);
  }
  return above;
}
