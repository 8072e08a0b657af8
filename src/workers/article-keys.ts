import { documentKey } from '../addresses/document-key.ts';
import { sameDomain } from '../addresses/key-host.ts';
import { namesArticle } from '../addresses/key-path.ts';
import type { Article } from '../pipeline/article.ts';
import type { Candidate } from '../pipeline/documents.ts';

/** The document keys that lead to an article: by the addresses it was found at, and by the one that it gives as its own. */
export type ArticleKeys = { found: string[]; claimed: string | null };

/**
 * The keys of an article from the web; files and pasted texts have none. Where the redirects ended counts when that names an
 * article: sites send those who ask for what is gone, or must sign in, to one page for all. rel=canonical counts on the same
 * registrable domain alone, and when it names an article: many templates give their section or home page there. Links to
 * other languages and to AMP pages are no word on what is the same, and are not read.
 */
export function articleKeys({ address, url, canonical, evidence }: Article): ArticleKeys {
  if (url === null) return { found: [], claimed: null };
  const end = new URL(url);
  const found = new Set(URL.canParse(address) && /^https?:/.test(address) ? [documentKey(new URL(address))] : []);
  if ([...found].some((asked) => names(documentKey(end), asked))) found.add(documentKey(end));
  const said = evidence.canonical?.source === 'link:canonical' ? canonical : null;
  const isClear = saidBy(evidence.canonical?.candidates ?? [], url).size <= 1;
  const claimed = said !== null && isClear && URL.canParse(said, url) ? trusted(new URL(said, url), end) : null;
  return { found: [...found], claimed: claimed === null || found.has(claimed) ? null : claimed };
}

/** The documents that a page's own head names as itself: of two, neither is believed. */
function saidBy(candidates: readonly Candidate[], url: string): Set<string> {
  const links = candidates.filter(({ source }) => source === 'link:canonical');
  return new Set(links.flatMap(({ value }) => (URL.canParse(value, url) ? [documentKey(new URL(value, url))] : [])));
}

function trusted(canonical: URL, end: URL): string | null {
  if (!/^https?:$/.test(canonical.protocol) || !sameDomain(canonical.hostname, end.hostname)) return null;
  const [key, endKey] = [documentKey(canonical), documentKey(end)];
  return names(key, endKey) && !endKey.startsWith(`${key}/`) ? key : null;
}

/** Whether a key looks like that of one article: by its path, by its query, or by a name that `other` ends in too. */
function names(key: string, other: string): boolean {
  const { pathname, search } = new URL(key);
  // On a home page a number in the query names a story (/?p=123), a word an edition (/?lang=en).
  if (isHome(pathname) && !/=[^&]*\d/.test(search)) return false;
  return namesArticle(pathname) || search !== '' || lastOf(pathname) === lastOf(new URL(other).pathname);
}

/** The names of home pages, besides those that a key leaves out. */
const isHome = (path: string): boolean =>
  /^(?:\/[a-z]{2}(?:-[a-z]{2})?)?\/(?:(?:home|homepage|main|start|startseite|accueil|portada|inicio)(?:\.[a-z]{3,5})?)?$/i.test(
    path,
  );

const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
