import type { Socket } from 'node:net';
import { isIP } from 'node:net';
import tls from 'node:tls';
import ipaddr from 'ipaddr.js';
import type { buildConnector } from 'undici';
import { faultOf, lookupFault } from './error-codes.ts';
import { FetchFault } from './fetch-fault.ts';
import { bareHost, checkAnswers, type GuardSettings } from './guard.ts';
import type { Network } from './network.ts';
import { type Exchange, tapSocket, type WireTap } from './wire-tap.ts';

/** What one connection came to: times in milliseconds, null for what was not reached or not needed. */
export type Connection = {
  ip: string | null;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  exchange: Exchange | null;
  /** Nobody waits for the connection any more: an exchange that is opened now would never be closed. */
  over: boolean;
};

export const unconnected = (): Connection => ({
  ip: null,
  dnsMs: null,
  connectMs: null,
  tlsMs: null,
  exchange: null,
  over: false,
});

export type ConnectorNeeds = {
  network: Network;
  guard: GuardSettings;
  /** How long look-up, connection and TLS may take together. */
  timeoutMs: number;
  tap: WireTap | null;
};

/**
 * A connector for undici that looks a name up once, checks every answer, and connects to these very addresses: a name
 * that changes its answer between check and connection gains nothing. Fills in `seen` as it goes.
 */
export function guardedConnector(needs: ConnectorNeeds, url: URL, seen: Connection): buildConnector.connector {
  return (options, done) => {
    connect(options, needs, url, seen).then(
      (socket) => done(null, socket),
      (error: Error) => done(error, null),
    );
  };
}

async function connect(
  { hostname, protocol, port }: buildConnector.Options,
  { network, guard, timeoutMs, tap }: ConnectorNeeds,
  url: URL,
  seen: Connection,
): Promise<Socket> {
  const host = bareHost(hostname);
  const late = Promise.withResolvers<never>();
  late.promise.catch(() => {});
  const sockets: Socket[] = [];
  const timer = setTimeout(() => {
    late.reject(new FetchFault('connect-timeout', `${host} gave no connection within ${timeoutMs / 1000} s`));
  }, timeoutMs);
  try {
    let since = performance.now();
    const lap = (): number => {
      const ms = Math.round((performance.now() - since) * 10) / 10;
      since = performance.now();
      return ms;
    };
    const literal = isIP(host) !== 0;
    const addresses = literal ? [host] : await Promise.race([late.promise, answers(network, host)]);
    if (!literal) seen.dnsMs = lap();
    checkAnswers(host, addresses, guard);
    const plain = network.dial({ addresses, port: Number(port || (protocol === 'https:' ? 443 : 80)) });
    sockets.push(plain);
    plain.setNoDelay(true);
    await Promise.race([late.promise, once(plain, 'connect')]);
    seen.connectMs = lap();
    seen.ip = plain.remoteAddress === undefined ? null : ipaddr.process(plain.remoteAddress).toString();
    let socket = plain;
    if (protocol === 'https:') {
      // An IP address must not be named in SNI (RFC 6066, 3); its certificate is checked against `host`.
      const name = literal ? {} : { servername: host };
      socket = tls.connect({ socket: plain, host, ...name, ALPNProtocols: ['http/1.1'], rejectUnauthorized: true });
      sockets.push(socket);
      await Promise.race([late.promise, secured(socket)]);
      seen.tlsMs = lap();
    }
    if (tap !== null && !seen.over) {
      seen.exchange = tap.open(url.href, seen.ip);
      tapSocket(socket, seen.exchange);
    }
    return socket;
  } catch (error) {
    for (const socket of sockets) socket.on('error', () => {}).destroy();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

async function answers(network: Network, host: string): Promise<string[]> {
  try {
    return await network.lookup(host);
  } catch (error) {
    throw lookupFault(host, error);
  }
}

/** A connection that ends while it is being secured fails as TLS does, not as a connection. */
async function secured(socket: Socket): Promise<void> {
  try {
    await once(socket, 'secureConnect');
  } catch (error) {
    const fault = faultOf(error);
    if (fault?.code !== 'connection-reset') throw error;
    throw new FetchFault('tls-handshake', (error as Error).message, { cause: error });
  }
}

function once(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    const closed = (): void => reject(Object.assign(new Error('closed before it was made'), { code: 'ECONNRESET' }));
    socket.once('error', reject).once('close', closed);
    socket.once(event, () => {
      socket.off('error', reject).off('close', closed);
      resolve();
    });
  });
}
