import type { Declaration, Note } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { siteNames } from '../../reading/site-names.ts';
import { withoutSiteName } from '../../reading/title-text.ts';
import type { RuleBook } from '../rule-book.ts';
import { typeCredited } from './credited-captions.ts';
import { applyPhrases } from './phrases.ts';
import type { Scan } from './scan.ts';
import { siteWord } from './site-apply.ts';
import type { Site } from './site-rules.ts';
import { storyBrake } from './story-brake.ts';
import { type Said, StoryPage } from './story-page.ts';
import { rulesAfterPhrases, rulesBeforePhrases } from './story-rules.ts';
import { joinTableRows } from './table-rows.ts';

/**
 * What was read of a page: its text, what it declares and the story that its data tells, with the address it came from and
 * its site's own rules.
 */
export type ReadPage = {
  scanned: Scan;
  declared: readonly Declaration[];
  told: string | null;
  url: string | null;
  site: Site | null;
};

/** The lines of a page, each kept or taken by a named rule; `notes` tells when the brake held. */
export function runRules(
  { scanned, declared, told, url, site }: ReadPage,
  book: RuleBook,
  maxRemovedShare: number,
): { page: StoryPage; notes: Note[] } {
  const page = new StoryPage(joinTableRows(scanned), saidBy(declared, url, told));
  const word = site && siteWord(page, site);
  word?.take();
  for (const rule of rulesBeforePhrases) if (book.storyRules.includes(rule)) rule.apply(page);
  typeCredited(page, book.vocabulary);
  applyPhrases(page, book.phraseIndex);
  for (const rule of rulesAfterPhrases) if (book.storyRules.includes(rule)) rule.apply(page);
  const notes = [...page.notes, ...storyBrake(page, maxRemovedShare)];
  word?.hold();
  return { page, notes };
}

/** Shorter titles stand in too many lines by chance. */
const LEAST_TITLE = 9;

/** What the lines are compared with: the declared titles, with and without the site's name, and the authors; and its type. */
export function saidBy(declared: readonly Declaration[], url: string | null, story: string | null): Said {
  const site = siteNames(declared, url);
  const told = (field: string) => declared.filter((one) => one.field === field && !SHOWN.test(one.source));
  const titles = told('title').flatMap(({ value }) => [value, withoutSiteName(value, site, true)]);
  return {
    titles: [...new Set(titles.map(comparisonKey))].filter((key) => key.length >= LEAST_TITLE),
    authors: [...new Set(told('byline').map(({ value }) => comparisonKey(value)))].filter((key) => key !== ''),
    told: story,
    live: declared.some(({ field, value }) => field === 'type' && value === 'LiveBlogPosting'),
  };
}

/** Headings that the page shows are lines themselves. */
const SHOWN = /^(?:h1|h1-away|title-element|home-link|byline|text)/;
