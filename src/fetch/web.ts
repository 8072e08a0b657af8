import type { Config } from '../config.ts';
import type { MediaType } from '../pipeline/documents.ts';
import { arrive } from './arrive.ts';
import type { ConnectorNeeds } from './connector.ts';
import { acceptEncoding } from './content-coding.ts';
import { faultOf } from './error-codes.ts';
import { FetchFault, failureOf } from './fetch-fault.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { Fetched, Hop, Validators } from './fetched.ts';
import { checkedUrl } from './guard.ts';
import { header } from './headers.ts';
import { type Accepts, pageTypes } from './media-types.ts';
import { type Network, systemNetwork } from './network.ts';
import { request } from './request.ts';
import type { Robots } from './robots.ts';
import type { WireTap } from './wire-tap.ts';

/** What a fetcher stands on; each has its default. */
export type WebPorts = { network?: Network; robots?: Robots; tap?: WireTap };

/** Fetches web addresses. Every expected ending is a value; only what nobody foresaw is thrown. */
export type WebFetcher = {
  fetch(address: string): Promise<Fetched>;
  fetch<M extends string = MediaType>(address: string, options: FetchOptions<M>): Promise<Fetched<M>>;
};

/** The statuses that send on to another address; RFC 9110, 15.4. */
const redirects = new Set([301, 302, 303, 307, 308]);
const lasting = new Set([301, 308]);

/**
 * A guarded, bounded GET: http and https, public addresses only unless the configuration allows others, every redirect
 * checked like the first address, no cookies, no proxies of the environment.
 */
export function webFetcher(settings: Config['fetch'], version: string, ports: WebPorts = {}): WebFetcher {
  const guard = { allowPrivate: settings.allowPrivateAddresses, ports: settings.ports };
  const userAgent = `Copydesk/${version}${settings.contact === null ? '' : ` (+${settings.contact})`}`;
  const needs: ConnectorNeeds = {
    network: ports.network ?? systemNetwork(settings.allowPrivateAddresses),
    guard,
    timeoutMs: settings.connectTimeoutSeconds * 1000,
    tap: ports.tap ?? null,
  };

  async function walk<M extends string>(
    address: string,
    options: FetchOptions<M> & { accept: Accepts<M> },
    hops: Hop[],
  ): Promise<Fetched<M>> {
    const signal = AbortSignal.timeout(settings.timeoutSeconds * 1000);
    const headers: Record<string, string> = {
      'user-agent': userAgent,
      accept: options.accept.header,
      'accept-encoding': acceptEncoding,
      ...conditions(options),
    };
    let url = checkedUrl(address, undefined, guard);
    for (;;) {
      const hop: Hop = {
        url: url.href,
        ip: null,
        robots: null,
        status: null,
        location: null,
        headers: [],
        timing: noTiming(),
      };
      hops.push(hop);
      await obeyRobots(url, hop);
      const answer = await request(url, headers, signal, needs, hop);
      try {
        const target = redirects.has(answer.status) ? header(answer.headers, 'location') : null;
        if (target === null) return { hops, ...(await arrive(url, answer, options, settings, movedTo(hops))) };
        url = follow(target, url, hops, hop);
      } finally {
        answer.body.destroy();
        await answer.close();
      }
    }
  }

  async function obeyRobots(url: URL, hop: Hop): Promise<void> {
    if (!ports.robots) return;
    hop.robots = await ports.robots.verdict(url);
    const { allowed, why, retryMs } = hop.robots;
    if (retryMs !== undefined) throw new FetchFault('robots-unreachable', why, { retryAfterMs: retryMs });
    if (!allowed) throw new FetchFault('robots-disallowed', why);
  }

  /** Where a redirect leads, checked like an address that was asked for. */
  function follow(target: string, from: URL, hops: Hop[], hop: Hop): URL {
    if (!URL.canParse(target, from)) throw new FetchFault('bad-redirect', JSON.stringify(target.slice(0, 200)));
    const url = checkedUrl(target, from, guard);
    hop.location = url.href;
    const chain = (): string => [...hops.map(({ url: one }) => one), url.href].join(' → ');
    if (hops.some(({ url: one }) => one === url.href)) throw new FetchFault('redirect-loop', chain());
    if (hops.length > settings.maxRedirects) {
      throw new FetchFault('too-many-redirects', `more than ${settings.maxRedirects} times: ${chain()}`);
    }
    return url;
  }

  return {
    async fetch<M extends string>(address: string, options?: FetchOptions<M>): Promise<Fetched<M>> {
      const accept = options?.accept ?? (pageTypes as Accepts<string> as Accepts<M>);
      const hops: Hop[] = [];
      try {
        return await walk(address, { ...options, accept }, hops);
      } catch (error) {
        const fault = isTimeout(error)
          ? new FetchFault('timeout', `${settings.timeoutSeconds} s`, { cause: error })
          : faultOf(error);
        if (fault === null) throw error;
        return { hops, status: 'failed', failure: failureOf(fault, options?.purpose ?? 'page') };
      }
    },
  };
}

/** The conditional headers. A validator with signs that a header cannot carry is left out: the whole page comes. */
function conditions({ etag, lastModified }: Partial<Validators>): Record<string, string> {
  const headers = { 'if-none-match': etag, 'if-modified-since': lastModified };
  const sendable = (value: unknown): boolean => typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => sendable(value))) as Record<string, string>;
}

const noTiming = (): Hop['timing'] => ({ dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 });

const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';

function movedTo(hops: Hop[]): string | null {
  const moves = hops.slice(0, -1);
  return moves.length > 0 && moves.every(({ status }) => lasting.has(status ?? 0)) ? (hops.at(-1)?.url ?? null) : null;
}
