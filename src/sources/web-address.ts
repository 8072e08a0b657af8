import { documentKey, idOf } from '../addresses/document-key.ts';
import type { Submission } from '../store/ledger.ts';

/** Longer addresses are refused: RFC 9110 asks for 8,000 octets at the least, and no article's is near it. */
const longest = 8_000;

/** A web address that can be accepted, or why not. */
export type WebAddress = { submission: Submission } | { error: string };

/**
 * Reads one address as a person or a program gives it: the address to fetch, with nothing lost that a server would see, and
 * the document's id, made from its document key. Only http and https are taken, without a user name or password.
 */
export function readWebAddress(text: string, source: string): WebAddress {
  const address = text.trim();
  const shown = address.length > 200 ? `${address.slice(0, 200)}…` : address;
  if (address.length > longest) return { error: `"${shown}" is longer than ${longest} characters` };
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    const isBare = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(address);
    const hint = isBare ? `; did you mean https://${shown} ?` : ', as https://example.org/news/1';
    return { error: `"${shown}" is not a web address${hint}` };
  }
  if (url.protocol === 'file:') return { error: `"${shown}" is a file: use copydesk replay for files` };
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { error: `"${shown}" begins with ${url.protocol} and only http: and https: are fetched` };
  }
  if (url.username !== '' || url.password !== '')
    return { error: `${url.origin} must not carry a user name or password` };
  const id = idOf(documentKey(url));
  // The fetch address: all that a server gets to see, and a fragment only where it names the document.
  if (!/^#[!/]./.test(url.hash)) url.hash = '';
  return { submission: { id, address: url.href, source } };
}
