import type { Declaration } from '../../documents.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { type Chosen, firstValid, type Weighed } from './choose.ts';

/** A field that is read off one ordered list of sources: the first pattern that fits a source ranks it. */
export type SimpleField<T> = {
  field: string;
  order: readonly RegExp[];
  read: (value: string) => T | null;
  fault?: (value: string) => string | null;
};

/** The first valid candidate in the order of the field's sources. */
export function chooseSimple<T>(
  declared: readonly Declaration[],
  { field, order, read, fault }: SimpleField<T>,
): Chosen<T> {
  const rank = (source: string): number => {
    const at = order.findIndex((pattern) => pattern.test(source));
    return at === -1 ? order.length : at;
  };
  const list = declared
    .filter((one) => one.field === field)
    .map((one, at) => ({ one, at, rank: rank(one.source) }))
    .sort((a, b) => a.rank - b.rank || a.at - b.at)
    .map(({ one }): Weighed<T> => {
      const lost = fault?.(one.value) ?? undefined;
      return {
        candidate: { value: one.value, source: one.source },
        value: read(one.value),
        ...(lost === undefined ? {} : { lost }),
      };
    });
  return firstValid(list, (value) => comparisonKey(String(value)));
}

export const isAddress = (value: string): boolean => /^(?:https?:)?\/\//i.test(value);

/** The standfirst as the page shows it under the headline; else the description it declares. */
export const dekField: SimpleField<string> = {
  field: 'dek',
  order: [/^dek-element$/, /^json-ld:description$/, /^meta:og:description$/, /^meta:/, /./],
  read: (value) => value,
  fault: (value) =>
    value.length < 20
      ? 'is too short'
      : value.length > 600
        ? 'is too long for a dek'
        : /(?:…|\.\.\.|\[…\]|\[\.\.\.\])$/.test(value)
          ? 'is cut off'
          : null,
};

export const sectionField: SimpleField<string> = {
  field: 'section',
  order: [/^json-ld:articleSection$/, /^meta:article:section$/, /^meta:parsely/, /^meta:/, /./],
  read: (value) => value,
  fault: (value) =>
    isAddress(value)
      ? 'is an address'
      : value.length > 60
        ? 'is too long for a section'
        : /^\d+$/.test(value)
          ? 'is a number'
          : null,
};

/** The language the page declares, as a BCP 47 primary tag. */
export const declaredLanguageField: SimpleField<string> = {
  field: 'language',
  order: [/^json-ld:inLanguage$/, /^html:lang$/, /^meta:og:locale$/, /^meta:content-language$/, /./],
  read: (value) => /^[a-z]{2,3}(?=$|[-_])/i.exec(value.trim())?.[0].toLowerCase() ?? null,
};

/** Whether the page says that it can be read without paying; null when it does not say. */
export const freeField: SimpleField<boolean> = {
  field: 'free',
  order: [/^json-ld:/, /^microdata:/, /^meta:/],
  read: (value) =>
    /^(?:true|1|yes|free|https?:\/\/schema\.org\/true)$/i.test(value)
      ? true
      : /^(?:false|0|no|locked|paid|premium|metered|https?:\/\/schema\.org\/false)$/i.test(value)
        ? false
        : null,
};

/** The address the page calls its own, made absolute. */
export const canonicalField = (url: string | null): SimpleField<string> => ({
  field: 'canonical',
  order: [/^link:canonical$/, /^meta:og:url$/, /^json-ld:(?:mainEntityOfPage|url)$/, /./],
  read: (value) => {
    const absolute = URL.parse(value, url ?? undefined);
    return absolute && /^https?:$/.test(absolute.protocol) ? absolute.href : null;
  },
  fault: (value) => {
    const absolute = URL.parse(value, url ?? undefined);
    // A front page as the canonical address of a story is a template's mistake.
    return absolute && url && absolute.pathname === '/' && (URL.parse(url)?.pathname ?? '/') !== '/'
      ? 'is the front page'
      : null;
  },
});

/** Keywords, each once, in the order of trust; a keyword list of one source is kept whole. */
export function chooseTags(declared: readonly Declaration[]): string[] {
  const tags = new Map<string, string>();
  const own = declared.filter((one) => one.field === 'tag');
  const best =
    own.find((one) => /article:tag|json-ld|parsely|news_keywords/.test(one.source))?.source ?? own[0]?.source;
  for (const { source, value } of own)
    if (source === best && value.length <= 60 && tags.size < 40) tags.set(comparisonKey(value), value);
  tags.delete('');
  return [...tags.values()];
}
