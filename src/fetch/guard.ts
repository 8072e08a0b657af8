import ipaddr from 'ipaddr.js';
import { FetchFault } from './fetch-fault.ts';
import { whyNotPublic } from './public-address.ts';

/** What may be fetched. `allowPrivate` lifts all but the scheme and the user name, the ports too. */
export type GuardSettings = { allowPrivate: boolean; ports: readonly number[] };

/**
 * Names that never mean a host of the public web: special use (RFC 6761, 6762, 7686, 8375), ICANN's reserved private
 * names, and what clusters, clouds and routers call their own. A host whose last labels are these is refused unseen.
 */
const innerNames = new Set([
  ...['localhost', 'localdomain', 'local', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'onion', 'alt'],
  ...['home.arpa', 'svc', 'consul', 'metadata.goog'],
]);

/** A host as it is looked up and compared: without brackets, without dots at its end. */
export const bareHost = (hostname: string): string => hostname.replace(/^\[|\]$/g, '').replace(/\.+$/, '');

/**
 * Reads an address and checks it before a connection is thought of: scheme, user info, port, host name, and an IP
 * literal in any notation (the URL parser turns 0x7f.1, 2130706433, full-width digits and the like into plain form).
 * @throws FetchFault bad-address, blocked-address, blocked-port
 */
export function checkedUrl(address: string, base: URL | undefined, { allowPrivate, ports }: GuardSettings): URL {
  if (!URL.canParse(address, base)) throw new FetchFault('bad-address', JSON.stringify(address.slice(0, 200)));
  const url = new URL(address, base);
  const blocked = (why: string): FetchFault => new FetchFault('blocked-address', why);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw blocked(`${url.protocol} is not http: or https:`);
  if (url.username !== '' || url.password !== '') throw blocked('it carries a user name or a password');
  url.hash = '';
  if (allowPrivate) return url;
  const host = bareHost(url.hostname);
  const why = ipaddr.isValid(host) ? whyNotPublic(host) : whyInner(host);
  if (why !== null) throw blocked(why);
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port);
  if (!ports.includes(port)) throw new FetchFault('blocked-port', `${port} is not one of ${ports.join(', ')}`);
  return url;
}

function whyInner(host: string): string | null {
  const labels = host.toLowerCase().split('.');
  const inner = labels.length < 2 || labels.some((_, i) => innerNames.has(labels.slice(i - labels.length).join('.')));
  return inner || labels.includes('') ? `${host === '' ? 'an empty name' : host} is not a public host name` : null;
}

/** Checks every address that a name stands for: one that is not public condemns the name. @throws FetchFault */
export function checkAnswers(hostname: string, addresses: readonly string[], { allowPrivate }: GuardSettings): void {
  if (addresses.length === 0) throw new FetchFault('no-such-host', hostname);
  const why = allowPrivate ? undefined : addresses.map(whyNotPublic).find((one) => one !== null);
  if (why) throw new FetchFault('blocked-address', `${hostname}: ${why}`);
}
