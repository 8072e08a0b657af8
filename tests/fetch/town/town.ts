import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import { type TownMap, townNetwork } from './town-network.ts';

/** One host of the town: answers requests as it likes, down to the bytes of its socket. */
export type Host = (request: IncomingMessage, response: ServerResponse) => void;

/** One request as the town saw it. `at`: milliseconds of the monotonic clock shared by the processes of a machine. */
export type Visit = { host: string; path: string; at: number; headers: IncomingMessage['headers']; open: number };

const certificate = (name: string): { cert: string; key: string } => ({
  cert: readFileSync(join(import.meta.dirname, `certificates/${name}.pem`), 'utf8'),
  key: readFileSync(join(import.meta.dirname, `certificates/${name}.key.pem`), 'utf8'),
});

const none: Host = (_request, response) => response.writeHead(404).end();

/** What the town's honest certificate is signed by. */
export const townCa = (): string => readFileSync(join(import.meta.dirname, 'certificates/ca.pem'), 'utf8');

/** Hosts of which https has a fault: which certificate they show. All others show the honest one. */
const faulty: Record<string, string> = { 'expired.town.test': 'expired', 'self-signed.town.test': 'self-signed' };

/**
 * A web of virtual hosts on loopback. Each host has a public address of its own in the town's DNS, so that the guard is
 * in force as it is on the open web; ports 80 and 443 of these addresses lead to this process. `map` tells another
 * process the way here (see townNetwork). A request for a host that is not there gets 421. `robots` answer for the
 * robots.txt of their hosts; all others have none.
 */
export async function openTown(hosts: Record<string, Host>, robots: Record<string, Host> = {}) {
  const visits: Visit[] = [];
  const open = new Map<string, number>();
  const answer: RequestListener = (request, response) => {
    const host = (request.headers.host ?? '').replace(/:\d+$/, '');
    const now = (open.get(host) ?? 0) + 1;
    open.set(host, now);
    request.socket.once('close', () => open.set(host, (open.get(host) ?? 1) - 1));
    const at = Number(process.hrtime.bigint() / 1_000n) / 1_000;
    visits.push({ host, path: request.url ?? '', at, headers: request.headers, open: now });
    const found = request.url === '/robots.txt' ? (robots[host] ?? none) : (hosts[host] ?? hosts['*']);
    if (found) found(request, response);
    else response.writeHead(421).end();
  };
  const plain = createServer(answer);
  const secure = createTlsServer(
    {
      ...certificate('town'),
      SNICallback: (name, done) => done(null, createSecureContext(certificate(faulty[name] ?? 'town'))),
    },
    answer,
  );
  // Faults on the town's side are what it is for.
  for (const server of [plain, secure]) server.on('clientError', (_error, socket) => socket.destroy());
  secure.on('tlsClientError', () => {});
  for (const server of [plain, secure]) await once(server.listen(0, '127.0.0.1'), 'listening');
  const portOf = (server: typeof plain): number => (server.address() as AddressInfo).port;
  const names: TownMap['names'] = {};
  Object.keys(hosts).forEach((name, n) => {
    names[name] = [`8.8.${n >> 8}.${n & 255}`];
  });
  const map: TownMap = { ports: { 80: portOf(plain), 443: portOf(secure) }, names };
  return {
    map,
    network: townNetwork(map),
    visits,
    async close() {
      for (const server of [plain, secure]) {
        server.closeAllConnections();
        server.close();
        await once(server, 'close');
      }
    },
  };
}
