import { createHash } from 'node:crypto';

/** Query parameters that tell where a reader came from, and never which document it is. */
const tracking =
  /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|yclid|twclid|ttclid|_ga|ref_src|cmpid|ocid|wt_mc)$/i;

/** The document key of a web address: what two addresses of one document have in common. Fragment, tracking and default port go. */
export function documentKey(url: URL): string {
  const key = new URL(url);
  key.hash = '';
  for (const name of [...key.searchParams.keys()]) if (tracking.test(name)) key.searchParams.delete(name);
  if (key.pathname.length > 1 && key.pathname.endsWith('/')) key.pathname = key.pathname.slice(0, -1);
  return key.href.replace(/\?$/, '');
}

/** A document's id, from its document key: 80 bits of SHA-256, so that a billion documents share none by chance. */
export function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 20);
}
