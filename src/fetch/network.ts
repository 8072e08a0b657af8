import { lookup, Resolver } from 'node:dns/promises';
import net from 'node:net';

/** Where to connect to: the addresses are those that were checked, and no others may be taken. */
export type Destination = { addresses: readonly string[]; port: number };

/** The way out of this machine: names to addresses, addresses to sockets. Tests put a town on loopback in its place. */
export type Network = {
  /** Every address of a name. Rejects with the error of DNS. */
  lookup(hostname: string): Promise<string[]>;
  /** A TCP socket on its way to the first of the addresses that answers. */
  dial(to: Destination): net.Socket;
};

/** How long one of several addresses may take before the next is tried too; RFC 8305 allows up to 2 s. */
const nextAddressMs = 1_000;

/**
 * The network of this machine. Proxies in the environment are not used: behind one the guard would not see addresses.
 * Names are asked of DNS directly. getaddrinfo occupies a thread of the pool that also reads files and unpacks pages,
 * up to half a minute for a dead name: four of them would stop the process. It is asked on closed networks (`inner`),
 * whose names may stand in files, and where no DNS server is to be reached directly.
 */
export function systemNetwork(inner: boolean): Network {
  const resolver = new Resolver({ timeout: 4_000, tries: 2 });
  return {
    async lookup(hostname) {
      if (inner) return getAddresses(hostname);
      const answers = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
      const addresses = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
      if (addresses.length > 0) return addresses;
      const [four] = answers;
      if (four.status === 'rejected' && four.reason.code === 'ECONNREFUSED') return getAddresses(hostname);
      throw four.status === 'rejected' ? four.reason : new Error(`${hostname} has no address`);
    },
    dial({ addresses, port }) {
      const [host = ''] = addresses;
      if (addresses.length === 1) return net.connect({ host, port });
      const all = addresses.map((address) => ({ address, family: net.isIPv6(address) ? 6 : 4 }));
      return net.connect({
        host: 'checked.invalid',
        port,
        lookup: (_name, _options, done) => done(null, all),
        autoSelectFamily: true,
        autoSelectFamilyAttemptTimeout: nextAddressMs,
      });
    },
  };
}

async function getAddresses(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
