import net from 'node:net';
import type { Destination, Network } from '../../../src/fetch/network.ts';

/** The way into a town, as JSON: its DNS, and which loopback port stands for a port of its addresses. */
export type TownMap = { names: Record<string, string[]>; ports: Record<number, number> };

/** A network that ends in the town. No name is looked up elsewhere and no address but loopback is connected to. */
export type TownNetwork = Network & { dialled: Destination[]; lookups: string[] };

const dnsError = (code: string, hostname: string): Error =>
  Object.assign(new Error(`queryA ${code} ${hostname}`), { code });

/**
 * The town's network, in the town's process or in another one. A name that is not in the map falls to `*`; then DNS
 * says that it does not exist. Answers that begin with `!` are DNS errors; several answers in one string, parted by `|`, are given one after the
 * other, as a rebinding name server does.
 */
export function townNetwork({ names, ports }: TownMap): TownNetwork {
  const dialled: Destination[] = [];
  const lookups: string[] = [];
  return {
    dialled,
    lookups,
    async lookup(hostname) {
      lookups.push(hostname);
      const answers = names[hostname] ?? names['*'];
      if (!answers) throw dnsError('ENOTFOUND', hostname);
      const asked = lookups.filter((name) => name === hostname).length - 1;
      return answers.map((answer) => {
        if (answer.startsWith('!')) throw dnsError(answer.slice(1), hostname);
        const turns = answer.split('|');
        return turns[Math.min(asked, turns.length - 1)] ?? '';
      });
    },
    dial(to) {
      dialled.push(to);
      return net.connect({ host: '127.0.0.1', port: ports[to.port] ?? 1 });
    },
  };
}
