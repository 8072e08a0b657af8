import type { Declaration, Image, Note, Reason, Removal } from '../../documents.ts';
import { rejected } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { siteNames } from '../../reading/site-names.ts';
import { withoutSiteName } from '../../reading/title-text.ts';
import type { CleanOptions } from '../clean-options.ts';
import type { RuleBook } from '../rule-book.ts';
import { declarePage } from './declare/declare-page.ts';
import { parsePage } from './dom.ts';
import { factsOf } from './page-facts.ts';
import { type KindOutcome, pageKind } from './page-kind.ts';
import { applyPhrases } from './phrases.ts';
import { scan } from './scan.ts';
import { nameSiteCuts, siteWord } from './site-apply.ts';
import { markSite } from './site-marks.ts';
import { siteOf } from './site-rules.ts';
import { storyBrake } from './story-brake.ts';
import { type Said, StoryPage } from './story-page.ts';
import { rulesAfterPhrases, rulesBeforePhrases } from './story-rules.ts';

/** A page after its rules: its lines, what it declares, and what kind of page it is, which may be no article. */
export type CleanedPage = {
  page: StoryPage;
  removals: Removal[];
  declared: Declaration[];
  images: Image[];
  kind: KindOutcome;
  notes: Note[];
};

/** From a page's markup to its lines, each kept or taken by a named rule. Rejects a page past a bound or without text. */
export function cleanPage(
  html: string,
  url: string | null,
  book: RuleBook,
  options: CleanOptions,
): CleanedPage | { rejected: Reason } {
  const asSent = parsePage(html);
  if ('rejected' in asSent) return asSent;
  const site = siteOf(book.sites, url);
  const marks = site && markSite(html, site);
  const document = marks ? parsePage(marks.html) : asSent;
  if ('rejected' in document) return document;
  const scanned = scan(document);
  if ('rejected' in scanned) return scanned;
  if (scanned.blocks.length === 0) return rejected('no-text', 'the page holds no text');
  const { declared, images, notes } = declarePage(document, url);
  if (marks) {
    declared.push(...marks.declared);
    notes.push(...marks.notes);
  }
  const page = new StoryPage(scanned, saidBy(declared, url));
  const word = site && siteWord(page, site);
  word?.take();
  for (const rule of rulesBeforePhrases) if (book.storyRules.includes(rule)) rule.apply(page);
  applyPhrases(page, book.phraseIndex);
  for (const rule of rulesAfterPhrases) if (book.storyRules.includes(rule)) rule.apply(page);
  notes.push(...storyBrake(page, options.maxRemovedShare));
  word?.hold();
  const kind = pageKind(factsOf(page, { url, ...declaredKind(declared) }));
  if (kind.kind === 'teaser') notes.push({ code: 'teaser', detail: kind.reason });
  const removals = page.removals();
  return { page, removals: marks ? nameSiteCuts(removals, marks) : removals, declared, images, kind, notes };
}

/** Shorter titles stand in too many lines by chance. */
const LEAST_TITLE = 9;

/** What the lines are compared with: the declared titles, with and without the site's name, and the authors. */
export function saidBy(declared: readonly Declaration[], url: string | null): Said {
  const site = siteNames(declared, url);
  const told = (field: string) => declared.filter((one) => one.field === field && !SHOWN.test(one.source));
  const titles = told('title').flatMap(({ value }) => [value, withoutSiteName(value, site, true)]);
  return {
    titles: [...new Set(titles.map(comparisonKey))].filter((key) => key.length >= LEAST_TITLE),
    authors: [...new Set(told('byline').map(({ value }) => comparisonKey(value)))].filter((key) => key !== ''),
  };
}

/** Headings that the page shows are lines themselves. */
const SHOWN = /^(?:h1|h1-away|title-element|home-link|byline|text)/;

function declaredKind(declared: readonly Declaration[]) {
  const values = (field: string): string[] => declared.filter((one) => one.field === field).map(({ value }) => value);
  const free = values('free')[0];
  return {
    title: declared.find(({ field, source }) => field === 'title' && source === 'title')?.value ?? null,
    ogType: declared.find(({ source }) => source === 'meta:og:type')?.value ?? null,
    types: values('type'),
    free: free === undefined ? null : !/^(?:false|0|no)$|\/false$/i.test(free),
  };
}
