/**
 * Rules for one site, as data: what a reader of a site knows of its pages and no general rule can. Plain data goes in, so
 * that the pipeline stays without a disk; src/site-files.ts reads config/sites.
 */
import { load } from 'cheerio/slim';
import { z } from 'zod';

const words = z.string().trim().min(1);
const selector = words.superRefine((value, context) => {
  try {
    load('').root().find(value);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is no CSS selector: ${(error as Error).message}` });
  }
});
const entry = z.union([
  selector.transform((select) => ({ select })),
  z.strictObject({ select: selector, why: words.optional() }),
]);
const entries = z.array(entry).optional();
const host = z
  .string()
  .toLowerCase()
  .regex(/^(?!\.)[\p{L}\p{N}.-]+$/u, 'is no host: write example.org, without https:// and path');

/** The fields that a selector may read, as the article names them. */
export const siteFields = ['title', 'dek', 'publisher', 'bylines', 'publishedAt', 'modifiedAt', 'section'] as const;

/** One file of config/sites. What each key means is written in config/sites/README.md. */
export const siteFileSchema = z.strictObject({
  hosts: z.array(host).min(1),
  why: words,
  body: entries,
  remove: entries,
  keep: entries,
  fields: z.strictObject(Object.fromEntries(siteFields.map((field) => [field, words.optional()]))).optional(),
});

/** One rule of a site. `id` is its name in the account: `site:example.org/remove-2`. */
export type SiteRule = { id: string; kind: 'body' | 'remove' | 'keep'; select: string; why: string };
/** A field that is read off the elements of a selector: their text, or the attribute named after an @. */
export type SiteField = { field: string; select: string; attribute: string | null; source: string };
export type Site = { rules: readonly SiteRule[]; fields: readonly SiteField[] };
/** The sites by host; a site's subdomains are its own unless they have rules themselves. */
export type SiteBook = ReadonlyMap<string, Site>;

export const noSites: SiteBook = new Map();

/** The rules of a checked file, their names made from its first host. */
export function compileSite({ hosts, why, fields, ...lists }: z.output<typeof siteFileSchema>): Site {
  const name = `site:${hosts[0]}`;
  const rulesOf = (kind: SiteRule['kind']): SiteRule[] =>
    (lists[kind] ?? []).map((one, at) => ({
      id: `${name}/${kind}-${at + 1}`,
      kind,
      select: one.select,
      why: ('why' in one ? one.why : undefined) ?? why,
    }));
  return {
    rules: [...rulesOf('body'), ...rulesOf('remove'), ...rulesOf('keep')],
    fields: Object.entries(fields ?? {}).flatMap(([field, value]) => {
      if (value === undefined) return [];
      const [, select = value, attribute = null] = /^(.*[^@\s])@([\w:-]+)$/.exec(value) ?? [];
      return [{ field, select, attribute, source: `${name}/${field}` }];
    }),
  };
}

/** The rules for an address: of its host, or of the nearest domain above it; null when there are none. */
export function siteOf(sites: SiteBook, url: string | null): Site | null {
  if (sites.size === 0 || url === null) return null;
  let name = URL.parse(url)?.hostname ?? '';
  while (name !== '') {
    const site = sites.get(name);
    if (site) return site;
    const dot = name.indexOf('.');
    name = dot === -1 ? '' : name.slice(dot + 1);
  }
  return null;
}
