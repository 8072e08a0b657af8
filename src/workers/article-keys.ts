import { documentKey } from '../addresses/document-key.ts';
import { sameDomain } from '../addresses/key-host.ts';
import { namesArticle } from '../addresses/key-path.ts';
import type { Article } from '../pipeline/article.ts';

/** The document keys that lead to an article: by the addresses it was found at, and by the one that it gives as its own. */
export type ArticleKeys = { found: string[]; claimed: string | null };

/**
 * The keys of an article from the web; files and pasted texts have none. Where the redirects ended counts, but for a home
 * page: that is where sites send those who ask for what is gone. rel=canonical counts on the same registrable domain alone,
 * and when it names an article: many templates give their section or home page there. Links to other languages and to AMP
 * pages are no word on what is the same, and are not read.
 */
export function articleKeys({ address, url, canonical, evidence }: Article): ArticleKeys {
  if (url === null) return { found: [], claimed: null };
  const end = new URL(url);
  const asked = URL.canParse(address) && /^https?:/.test(address) ? [documentKey(new URL(address))] : [];
  const found = new Set(isHome(end) ? asked : [...asked, documentKey(end)]);
  const said = evidence.canonical?.source === 'link:canonical' ? canonical : null;
  const claimed = said !== null && URL.canParse(said, url) ? trusted(new URL(said, url), end) : null;
  return { found: [...found], claimed: claimed === null || found.has(claimed) ? null : claimed };
}

function trusted(canonical: URL, end: URL): string | null {
  if (!/^https?:$/.test(canonical.protocol) || isHome(canonical)) return null;
  if (!sameDomain(canonical.hostname, end.hostname)) return null;
  const [key, endPath] = [documentKey(canonical), new URL(documentKey(end)).pathname];
  const { pathname, search } = new URL(key);
  const isAbove = search === '' && endPath.startsWith(`${pathname}/`);
  const names = namesArticle(pathname) || search !== '' || lastOf(pathname) === lastOf(endPath);
  return names && !isAbove ? key : null;
}

const isHome = (url: URL): boolean => /^https:\/\/[^/]+\/$/.test(documentKey(url));
const lastOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
