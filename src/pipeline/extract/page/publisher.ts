import type { Declaration } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import type { Chosen } from './choose.ts';
import { chooseSimple, isAddress, type SimpleField } from './simple-fields.ts';

/** The outlet by its own name. */
const publisherField: SimpleField<string> = {
  field: 'publisher',
  order: [
    /^json-ld:(?:publisher|sourceOrganization)$/,
    /^meta:og:site_name$/,
    /^(?:microdata|rdfa):publisher$/,
    /^meta:(?:dc\.publisher|publisher|citation_journal_title)/,
    /:WebSite:name$/,
    /^meta:(?:application-name|apple-)/,
    /Organization:name$/,
    /^json-ld:.*publisher$/,
    /^meta:twitter:site$/,
    /^home-link:alt$/,
  ],
  read: (value) =>
    value
      .replace(/^@/, '')
      .replace(/^(?:copyright|©)\s*(?:\d{4}(?:\s?[-–]\s?\d{4})?)?\s*(?:by\s)?/i, '')
      .trim() || null,
  fault: (value) =>
    isAddress(value)
      ? 'is an address'
      : value.length > 80
        ? 'is too long for a name'
        : /^\d+$/.test(value)
          ? 'is a number'
          : null,
};

/**
 * The outlet as the page declares it, or names it in the logo that leads home; else what its title holds beside the headline:
 * "The Gazette: Council votes".
 */
export function choosePublisher(
  declared: readonly Declaration[],
  title: Chosen<string>,
  sections: ReadonlySet<string>,
): Chosen<string> {
  const told = chooseSimple(
    declared.filter(({ field, value }) => field !== 'publisher' || !sections.has(comparisonKey(value))),
    publisherField,
  );
  const page = declared.find(({ field, source }) => field === 'title' && source === 'title')?.value;
  if (told.value !== null || page === undefined || title.value === null) return told;
  const rest = restBeside(page, title.value);
  if (rest === null || sections.has(comparisonKey(rest))) return told;
  const candidates = [{ value: rest, source: 'title', text: page }, ...told.evidence.candidates];
  return { value: rest, evidence: { source: 'title', candidates } };
}

/**
 * What stands before or behind the headline in the page's title, when a mark parts it and it is short enough for a name; the
 * part at the title's end where bars part several: "Headline ｜ News ｜ University".
 */
function restBeside(page: string, headline: string): string | null {
  const all = page.startsWith(headline)
    ? /^\s*[|｜\-–—:_«»·•/]{1,2}\s*(.+)$/u.exec(page.slice(headline.length))?.[1]
    : page.endsWith(headline)
      ? /^(.+?)\s*[|｜\-–—:_«»·•/]{1,2}\s*$/u.exec(page.slice(0, -headline.length))?.[1]
      : undefined;
  const parts = all?.split(/\s*[|｜]\s*/u);
  const rest = page.startsWith(headline) ? parts?.at(-1) : parts?.[0];
  return rest !== undefined && rest.length >= 3 && rest.length <= 40 ? rest : null;
}
