import { lookup } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { buildConnector } from 'undici';

/** An address that is refused: not an error of the network, and no new try can change it. */
export class BlockedAddressError extends Error {
  override name = 'BlockedAddressError';
}

/** Says why an IP address must not be fetched, or null when it is on the public internet. */
export function whyNotPublic(ip: string): string | null {
  let address: ipaddr.IPv4 | ipaddr.IPv6;
  try {
    address = ipaddr.process(ip);
  } catch {
    return `${ip} is not an address`;
  }
  const range = address.range();
  return range === 'unicast' ? null : `${ip} is a ${range} address`;
}

/**
 * Checks an address before a connection is thought of: scheme, user info, and an IP literal in any notation (the URL
 * parser has already turned 0x7f.1, 2130706433 and the like into dotted form).
 * @throws BlockedAddressError
 */
export function checkStatically(url: URL, allowPrivate: boolean): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new BlockedAddressError(`${url.protocol} addresses are not fetched`);
  }
  if (url.username !== '' || url.password !== '') throw new BlockedAddressError('the address carries a user name');
  if (allowPrivate) return;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (ipaddr.isValid(host)) {
    const why = whyNotPublic(host);
    if (why !== null) throw new BlockedAddressError(why);
  } else if (/(^|\.)(localhost|local|internal|home\.arpa)\.?$/i.test(host) || !host.includes('.')) {
    throw new BlockedAddressError(`${host} is not a public host name`);
  }
}

/**
 * A connector for undici that connects only to addresses it has itself looked up and found public, so that a name that
 * changes its answer between check and connection gains nothing.
 */
export function guardedConnector(allowPrivate: boolean, timeout: number): buildConnector.connector {
  const connect = buildConnector({
    timeout,
    lookup(hostname, options, done) {
      lookup(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return done(error, []);
        const why = allowPrivate ? null : addresses.map(({ address }) => whyNotPublic(address)).find(Boolean);
        if (why) return done(new BlockedAddressError(`${hostname}: ${why}`), []);
        if (options.all) return done(null, addresses);
        const [first] = addresses;
        return first ? done(null, first.address, first.family) : done(new Error(`${hostname} has no address`), []);
      });
    },
  });
  return (options, done) => {
    // An IP literal is connected to without a look-up: it is checked here.
    const host = options.hostname.replace(/^\[|\]$/g, '');
    const why = allowPrivate || !ipaddr.isValid(host) ? null : whyNotPublic(host);
    if (why !== null) return done(new BlockedAddressError(why), null);
    return connect(options, done);
  };
}
