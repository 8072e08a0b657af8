import { readBylineLine } from '../../reading/byline-line.ts';
import { isDateLine } from '../../reading/date-line.ts';
import type { Line } from '../../reading/line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** So many short lines in a row are a menu where the story is not. */
const LEAST = 4;
const BULLETED_WORDS = 4;
/** Entries of menus and link lists are no longer than a headline. */
const ENTRY_WORDS = 14;
/** A row between this share of the prose and the rest is a list of the story, however long. */
const AMID = 0.12;

/** A footnote, or the line under an embedded post that says whose it is. */
const NOTE = /^\*\p{L}|^[—–-]\s?.{2,80}\(@\w{1,30}\)/u;

/** Menus, tag clouds, link lists and footers that were flattened to one short line each. */
export const menuRun: CodeRule = {
  id: 'menu-run',
  why: 'Many short lines in a row without a sentence, away from the story, are menus and link lists.',
  apply(page: Page) {
    const story = page.story();
    if (!story) return;
    const { before, total } = proseBefore(page);
    for (const run of shortRuns(page)) {
      const first = run[0]?.n ?? 0;
      if (run.length < LEAST || (first >= story.first && first <= story.last)) continue;
      // A list that a line with a colon leads in is the story's.
      if (/[:：]$/u.test(run[0]?.text ?? '') || /[:：]$/u.test(lineBefore(page, first)?.text ?? '')) continue;
      const share = (before[first] ?? 0) / total;
      if (share > AMID && share < 1 - AMID) continue;
      for (const line of run) page.remove(line, menuRun, `one of ${run.length} short lines in a row outside the story`);
    }
  },
  example: {
    acts: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.\nThe mayor said that the works had cost less than planned.\n\nSailing\nGardens\nChurches\nFishing\nOld town',
    removes: ['Sailing', 'Gardens', 'Churches', 'Fishing', 'Old town'],
    leaves:
      'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.\nWhat comes next\nThe mayor said that the works had cost less than planned and thanked all workers.',
    keeps: ['What comes next'],
  },
};

function shortRuns(page: Page): Line[][] {
  const headline = page.headline();
  const runs: Line[][] = [];
  let run: Line[] = [];
  for (const line of page.kept()) {
    const part = isShort(line) && line !== headline && !isMeta(line, page);
    if (part) run.push(line);
    else if (run.length > 0) {
      runs.push(run);
      run = [];
    }
  }
  if (run.length > 0) runs.push(run);
  return runs;
}

/** Dates and bylines near the headline are the story's own. */
function isMeta(line: Line, page: Page): boolean {
  const headline = page.headline();
  if (!headline || line.n < headline.n - 3 || line.n > headline.n + 8) return false;
  return isDateLine(line.text, page.language, page.vocabulary) || readBylineLine(line.text, page.vocabulary) !== null;
}

/** How many words of prose stand before each line, and in all. */
function proseBefore(page: Page): { before: number[]; total: number } {
  const before: number[] = [];
  let total = 0;
  for (const line of page.lines) {
    before.push(total);
    if (page.isKept(line.n) && line.prose) total += line.words;
  }
  return { before, total: Math.max(1, total) };
}

function lineBefore(page: Page, n: number): Line | undefined {
  for (let at = n - 1; at >= 0; at--) if (page.isKept(at)) return page.lines[at];
  return undefined;
}

/** Bulleted points of some words are the story's, whatever stands around them. */
const isShort = (line: Line): boolean =>
  !line.prose &&
  line.words <= ENTRY_WORDS &&
  !NOTE.test(line.text) &&
  !line.endsSentence &&
  line.kind !== 'caption' &&
  !(line.kind === 'list-item' && line.words > BULLETED_WORDS);
