import { getDomainWithoutSuffix } from 'tldts';
import type { Declaration } from '../documents.ts';
import { comparisonKey } from './fold.ts';

/** Whatever the site is called: by its declarations and by its address. */
export type SiteNames = { keys: ReadonlySet<string>; isSite(words: string): boolean };

const joined = (words: string): string => comparisonKey(words).replaceAll(' ', '');
/** The values said, each thing once. */
const keysOf = (said: readonly Declaration[]): Set<string> =>
  new Set([...new Set(said.map(({ value }) => value))].map(joined));
const isSiteName = ({ field, value, source }: Declaration): boolean =>
  field === 'publisher' && value.length <= 80 && !/copyright|dc.source/.test(source);
const TITLES = new Set(['h1', 'meta:og:title', 'json-ld:headline']);

/** Reads the site's names off publisher declarations and the address. */
export function siteNames(declared: readonly Declaration[], url: string | null): SiteNames {
  const keys = keysOf(declared.filter(isSiteName));
  // A page whose site name is its own title has told nothing.
  for (const title of keysOf(declared.filter(({ source }) => TITLES.has(source)))) keys.delete(title);
  const original = url?.replace(/^https?:\/\/web\.archive\.org\/web\/[^/]+\//, '') ?? '';
  const host = /^(?:https?:\/\/)?(?:www\.)?([^/:?#]+)/i.exec(original)?.[1] ?? '';
  const label = getDomainWithoutSuffix(original, { allowPrivateDomains: true }) ?? '';
  for (const name of [host, label]) if (name !== '') keys.add(joined(name));
  keys.delete('');
  const bare = label.replace(/[^a-z0-9]/gi, '').toLowerCase();
  return {
    keys,
    isSite(words: string): boolean {
      const plain = comparisonKey(words);
      const key = plain.replaceAll(' ', '');
      if (key === '') return false;
      if (keys.has(key) || keys.has(key.replace(/^the/, '')) || keys.has(`the${key}`)) return true;
      if (
        key.length >= 3 &&
        bare.length >= 3 &&
        (key === bare ||
          (key.length >= 5 && bare.startsWith(key)) ||
          (bare.length >= 4 && key.startsWith(bare) && OWN_WORDS.test(key.slice(bare.length))))
      )
        return true;
      // "The Daily Chronicle Online" for dailychronicle.com; initials as in "New York Times" for nyt.com.
      const initials = plain
        .split(' ')
        .map((word) => word[0] ?? '')
        .join('');
      return bare.length >= 3 && initials.length >= 3 && (initials === bare || initials.replace(/^t/, '') === bare);
    },
  };
}

/** What a site adds to the name of its address. */
const OWN_WORDS =
  /^(?:com|org|net|de|at|ch|fr|it|es|uk|couk|online|news|blog|magazine?|digital|tv|homepage|website|app|plus|daily|today|inc|llc|ltd|gmbh|media|international|us|usa|eu)+$/;
