import { evenEncoding } from './percent-encoding.ts';

/** The path in the one form that its variants share. */
export function keyPath(pathname: string): string {
  let path = evenEncoding(pathname, 'path');
  path = path.replace(/;(?:jsessionid|phpsessid|sid)=[^/;]*/gi, '');
  // ASP.NET's cookieless session: /(S(lit3py55t21z5v55vlm25s55))/
  path = path.replace(/\/\((?:[ASF]\([^()/]*\))+\)(?=\/|$)/g, '');
  // An address inside the path (an archive's) keeps its two slashes.
  if (!/:\//.test(path)) path = path.replace(/\/{2,}/g, '/');
  path = path.replace(/\/(?:index|default)\.(?:html?|shtml|php\d?|aspx?|jsp|cfm)$/i, '/');
  path = path.replace(/\.(?:amp|print)(?=(?:\.html?)?$)/i, '');
  path = withoutForm(path);
  // A slash after a file's name asks the file for something more, as in /index.php/; elsewhere it makes no difference.
  return /[^/.]\.[a-z0-9]{1,5}\/$/i.test(path) ? path : path.replace(/\/+$/, '') || '/';
}

/**
 * Takes out a segment that names the form of an article's page, if what is left still names an article, or ends like one's
 * name: /topics/amp is a topic. An AMP page that keeps its form here says by rel=canonical whose twin it is.
 */
function withoutForm(path: string): string {
  const segments = path.replace(/\/$/, '').split('/').slice(1);
  const last = segments.length - 1;
  const at = segments.findIndex((segment, index) => segment === 'amp' || (segment === 'print' && index % last === 0));
  if (at === -1) return path;
  const rest = `/${segments.toSpliced(at, 1).join('/')}`;
  return namesArticle(rest) || /[-_\d][^/]*$/.test(rest) ? rest : path;
}

/**
 * Whether a path looks like an article's and not like a section's: a long number, a slug of three words or more, a page's
 * file, or a year and a month with something after them.
 */
export function namesArticle(path: string): boolean {
  const dated = /\/(?:19|20)\d\d\/[01]?\d\/(?:[0-3]?\d\/)?[^/]*[^/\d][^/]*/.test(path);
  const number = /\d{5,}/.test(path);
  const slug = /\/[^/]*[^/_-][-_][^/_-]+[-_][^/_-][^/]*/.test(path);
  return dated || number || slug || /\/[^/]+\.(?:s?html?|php|aspx?|cfm|jsp)$/i.test(path);
}
