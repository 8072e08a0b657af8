import { createHash } from 'node:crypto';
import { innerAddress } from './amp-cache.ts';
import { keyHost } from './key-host.ts';
import { keyPath } from './key-path.ts';
import { keyQuery } from './key-query.ts';

/**
 * The document key of a web address: what the addresses of one document have in common. It names a document and is never
 * fetched, so it may leave out what a server wants to see: the scheme, www. and mobile hosts, tracking, the form of the
 * page (AMP, print). Two addresses that can be different documents have different keys; where that is not certain, the
 * page's own word (rel=canonical) is left to say it. The key of a key is that key.
 */
export function documentKey(url: URL): string {
  let key = keyOnce(url);
  // What one rule takes away may bring out what another one looks for: /story-1-a/amp/index.html.
  for (let next = keyOnce(new URL(key)); next !== key; next = keyOnce(new URL(key))) key = next;
  return key;
}

/** A document's id, from its document key: 80 bits of SHA-256, so that a billion documents share none by chance. */
export function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 20);
}

function keyOnce(address: URL): string {
  const url = innerAddress(address) ?? address;
  const port = url.port === '' ? '' : `:${url.port}`;
  return `https://${keyHost(url.hostname)}${port}${keyPath(url.pathname)}${keyQuery(url.search)}${keyFragment(url.hash)}`;
}

/** A fragment is a place in a page, but for pages that are built in the browser: there #! and #/ begin the page's name. */
const keyFragment = (hash: string): string => (/^#[!/]./.test(hash) ? hash : '');
