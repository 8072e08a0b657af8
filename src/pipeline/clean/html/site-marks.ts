import { load } from 'cheerio/slim';
import type { Element } from 'domhandler';
import type { Declaration, Note } from '../../documents.ts';
import { foldSpace } from '../../reading/fold.ts';
import type { Site, SiteRule } from './site-rules.ts';
import { tagFacts } from './tag-facts.ts';

/** The attribute that carries the name of the rule that marked an element: all that the scan and a site's rules share. */
export const SITE_MARK = 'data-copydesk-site';

/**
 * The markup with the marks in it, and what marking found besides: the fields, the texts of what is cut out of lines, and
 * remarks.
 */
export type SiteMarks = {
  html: string;
  declared: Declaration[];
  cuts: { text: string; rule: SiteRule }[];
  notes: Note[];
};

const LONGEST = 5_000;
const MOST = 20;
const DECLARED: Readonly<Record<string, string>> = { bylines: 'byline' };

/**
 * Marks the elements that a site's rules select, before the page is scanned: the only place where selectors meet the page.
 * They need a tree of another make than the scan's, so the page is parsed for them, and written out again with its marks;
 * it must be within the bounds of parsePage. An element within a line cannot be a block: one that is to go is hidden, and cut from its line by the scan.
 */
export function markSite(html: string, { rules, fields }: Site): SiteMarks {
  const $ = load(html);
  const root = $.root();
  // A page has no say in which of its elements a rule has marked.
  root.find(`[${SITE_MARK}]`).removeAttr(SITE_MARK);
  const marks: SiteMarks = { html: '', declared: [], cuts: [], notes: [] };
  for (const rule of rules) {
    const found = root.find(rule.select).toArray() as Element[];
    if (found.length === 0 && rule.kind === 'body')
      marks.notes.push({ code: 'site-rule-idle', detail: `${rule.id}: the page has no ${rule.select}` });
    for (const element of found) {
      if (rule.kind === 'remove' && tagFacts(element.name).inline) {
        element.attribs.hidden = '';
        delete element.attribs.id;
        marks.cuts.push({ text: foldSpace($(element).text()), rule });
      } else element.attribs[SITE_MARK] ??= rule.id;
    }
  }
  for (const { field, select, attribute, source } of fields)
    for (const element of root.find(select).toArray().slice(0, MOST)) {
      const told = attribute === null ? $(element).text() : ((element as Element).attribs[attribute] ?? '');
      const value = foldSpace(told.slice(0, LONGEST));
      if (value !== '') marks.declared.push({ field: DECLARED[field] ?? field, value, source });
    }
  marks.html = $.html();
  return marks;
}
