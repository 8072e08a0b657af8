import type { Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

const FIRST_PARAGRAPH = 12;
const MANY = 4;
const DATE_WORDS = 8;
const LABEL_WORDS = 16;
/** Lines at the head that are searched for the story's dates, and what such a line is made of. */
const HEAD = 6;
const STAMP_WORDS = 24;
const STAMP_DIGITS = 0.15;
const YEAR = /(?<!\p{Nd})(?:19|20)\p{Nd}\p{Nd}(?!\p{Nd})/gu;
const DATED = /\b(?:19|20)\p{Nd}\p{Nd}\b|\b\p{Nd}{1,2}[:.]\p{Nd}\p{Nd}\b|©|\b(?:min|minutes?) read\b/iu;
const LETTER = /\p{L}/u;
const LABELLED =
  /^(?:by|von|par|por|di|da|door|av|af|przez|автор|written by|posted|published|updated|reviewed|edited|photo|image|foto|bild|reading time|lesezeit)\b/iu;

/** Lines above the first paragraph that are no sentence: date, byline, section, picture credit. */
export const aboveStory: StoryRule = {
  id: 'above-story',
  why: 'Above the first paragraph, a line that is no sentence dates, signs or files the story.',
  apply(page) {
    const kept = page.story();
    const first = kept.findIndex((line) => line.prose && line.words >= FIRST_PARAGRAPH);
    const opening = kept[first];
    if (!opening) return;
    const runs = runsOfLines(kept.slice(0, first));
    for (const line of kept.slice(0, HEAD))
      if (isStamp(line) && !runs.has(line)) page.remove(line, aboveStory, 'dates the story');
    for (const [at, line] of kept.slice(0, first).entries()) {
      // A heading right above the first paragraph belongs to it.
      if (line.prose || (line.kind === 'heading' && at === first - 1)) continue;
      if (line.scope.box === opening.scope.box && line.links < 0.5 && !isMeta(line)) continue;
      if (runs.has(line)) continue;
      page.remove(line, aboveStory, 'above the first paragraph, and no sentence');
    }
    takeStamps(page, kept.slice(first + 1), opening);
  },
  example: {
    acts: '<body><article><p>By Jane Roe</p><p>Monday, 4 March 2024</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'By Jane Roe',
    leaves:
      '<body><article><p>Name: Harbour bridge</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'Name: Harbour bridge',
  },
};

/** Dates, bylines and counts between a standfirst and the story, which an element of its own lays out. */
function takeStamps(page: StoryPage, below: readonly StoryLine[], standfirst: StoryLine): void {
  const next = below.findIndex(({ prose }) => prose);
  const story = below[next]?.scope.box;
  if (story === undefined || story === standfirst.scope.box) return;
  for (const line of below.slice(0, next))
    if (line.kind === 'paragraph' && line.scope.box !== story && isMeta(line))
      page.remove(line, aboveStory, 'between the standfirst and the story, and no sentence');
}

/** The lines without links that stand four or more in a row of equal elements: a timetable, a list of names. */
function runsOfLines(kept: readonly StoryLine[]): Set<StoryLine> {
  const runs = new Map<Scope | null, Map<string, StoryLine[]>>();
  for (const line of kept) {
    if (line.prose || line.kind === 'heading' || line.links > 0) continue;
    const siblings = runs.get(line.scope.parent) ?? new Map<string, StoryLine[]>();
    runs.set(line.scope.parent, siblings);
    const name = line.scope.element?.name ?? '';
    const alike = siblings.get(name);
    if (alike) alike.push(line);
    else siblings.set(name, [line]);
  }
  const all = [...runs.values()].flatMap((siblings) => [...siblings.values()]);
  return new Set(all.filter((alike) => alike.length >= MANY).flat());
}

/** Two days with their years and next to no other words: when the story was published and changed. */
const isStamp = (line: StoryLine): boolean =>
  line.kind === 'paragraph' &&
  line.words <= STAMP_WORDS &&
  !/[.!?]$/.test(line.text.replace(/\b\p{L}\.\p{L}\.$/u, '')) &&
  (line.text.match(YEAR)?.length ?? 0) >= 2 &&
  line.text.replace(/[^\p{Nd}]/gu, '').length >= line.text.length * STAMP_DIGITS;

const isMeta = (line: StoryLine): boolean =>
  (line.words <= DATE_WORDS && (DATED.test(line.text) || !LETTER.test(line.text))) ||
  (line.words <= LABEL_WORDS && LABELLED.test(line.text));
