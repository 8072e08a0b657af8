import { lookup, Resolver } from 'node:dns/promises';
import net from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { saysNoSuchName } from './error-codes.ts';

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

/** How long the IPv6 answer is waited for once the IPv4 one is there: some name servers never give it. */
const secondAnswerMs = 500;

/**
 * The network of this machine. Proxies in the environment are not used: behind one the guard would not see addresses.
 * Names are asked of DNS directly. getaddrinfo occupies a thread of the pool that also reads files and unpacks pages,
 * up to half a minute for a dead name: four of them would stop the process. It is asked on closed networks (`inner`),
 * whose names may stand in files, and where no DNS server is to be reached directly. `servers` (address:port) are asked
 * in place of the system's.
 */
export function systemNetwork(inner: boolean, servers: readonly string[] = []): Network {
  return {
    async lookup(hostname) {
      if (inner) return getAddresses(hostname);
      // One for each name: it reads the system's servers when it is made, and a machine may change its network.
      const resolver = new Resolver({ timeout: 3_000, tries: 2 });
      if (servers.length > 0) resolver.setServers(servers);
      const four = settled(resolver.resolve4(hostname));
      const six = settled(resolver.resolve6(hostname));
      const first = await four;
      const second = 'addresses' in first ? await Promise.race([six, after(secondAnswerMs)]) : await six;
      const addresses = [first, second].flatMap((answer) => ('addresses' in answer ? answer.addresses : []));
      resolver.cancel();
      if (addresses.length > 0) return addresses;
      const errors = [first, second].flatMap((answer) => ('error' in answer ? [answer.error] : []));
      if (errors.some(({ code }) => code === 'ECONNREFUSED')) return getAddresses(hostname);
      // A name is known not to exist when both answers say so.
      throw errors.find((error) => !saysNoSuchName(error)) ?? errors[0] ?? new Error(`${hostname} has no address`);
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

type Answer = { addresses: string[] } | { error: NodeJS.ErrnoException };

const settled = (asked: Promise<string[]>): Promise<Answer> =>
  asked.then(
    (addresses) => ({ addresses }),
    (error: NodeJS.ErrnoException) => ({ error }),
  );

const after = (ms: number): Promise<Answer> => sleep(ms, { addresses: [] }, { ref: false });

async function getAddresses(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
