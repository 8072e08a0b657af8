import type { Declaration, Image, Note, Reason, Removal } from '../../documents.ts';
import { rejected } from '../../documents.ts';
import type { CleanOptions } from '../clean-options.ts';
import type { RuleBook } from '../rule-book.ts';
import { declarePage } from './declare/declare-page.ts';
import { parsePage } from './dom.ts';
import { isMisread, repairMojibake } from './mojibake.ts';
import { factsOf } from './page-facts.ts';
import { type KindOutcome, pageKind } from './page-kind.ts';
import { runRules } from './run-rules.ts';
import { scan } from './scan.ts';
import { nameSiteCuts } from './site-apply.ts';
import { markSite } from './site-marks.ts';
import { siteOf } from './site-rules.ts';
import type { StoryPage } from './story-page.ts';

/** A page after its rules: its lines, what it declares, and what kind of page it is, which may be no article. */
export type CleanedPage = {
  page: StoryPage;
  removals: Removal[];
  declared: Declaration[];
  images: Image[];
  kind: KindOutcome;
  notes: Note[];
};

/**
 * From a page's markup to its lines, each kept or taken by a named rule. Rejects a page past a bound or without text. A page
 * that turns out to show misread UTF-8 is read again with that repaired.
 */
export function cleanPage(
  html: string,
  url: string | null,
  book: RuleBook,
  options: CleanOptions,
): CleanedPage | { rejected: Reason } {
  const asSent = cleanMarkup(html, url, book, options);
  if ('rejected' in asSent || !showsMisread(asSent)) return asSent;
  const repaired = repairMojibake(html);
  return repaired === html ? asSent : cleanMarkup(repaired, url, book, options);
}

const showsMisread = ({ page, declared, images }: CleanedPage): boolean =>
  page.lines.some(({ text, unseen }) => isMisread(text) || isMisread(unseen)) ||
  declared.some(({ value }) => isMisread(value)) ||
  images.some(({ alt }) => alt !== null && isMisread(alt));

function cleanMarkup(
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
  const { declared, images, told, notes } = declarePage(document, url);
  if (scanned.blocks.length === 0 && told === null) return rejected('no-text', 'the page holds no text');
  if (marks) {
    declared.push(...marks.declared);
    notes.push(...marks.notes);
  }
  const { page, notes: held } = runRules({ scanned, declared, told, url, site }, book, options.maxRemovedShare);
  notes.push(...held);
  const first = page.firstTold === null ? undefined : page.lines[page.firstTold];
  if (first) declared.push({ field: 'body', value: first.text, source: 'json-ld:articleBody', block: first.n });
  const kind = pageKind(factsOf(page, { url, ...declaredKind(declared) }));
  if (kind.kind === 'teaser') notes.push({ code: 'teaser', detail: kind.reason });
  const removals = page.removals();
  return { page, removals: marks ? nameSiteCuts(removals, marks) : removals, declared, images, kind, notes };
}

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
