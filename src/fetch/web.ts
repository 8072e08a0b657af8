import type { Config } from '../config.ts';
import type { MediaType } from '../pipeline/documents.ts';
import { arrive } from './arrive.ts';
import type { ConnectorNeeds } from './connector.ts';
import { acceptEncoding } from './content-coding.ts';
import { faultOf } from './error-codes.ts';
import { FetchFault, failureOf } from './fetch-fault.ts';
import type { FetchOptions } from './fetch-options.ts';
import type { Arrival, Fetched, Hop, Validators } from './fetched.ts';
import type { Gate } from './gate.ts';
import { checkedUrl } from './guard.ts';
import { header } from './headers.ts';
import { type Accepts, pageTypes } from './media-types.ts';
import { movedTo } from './moved-to.ts';
import { type Network, systemNetwork } from './network.ts';
import { type Posted, postForm } from './post.ts';
import { exchange } from './request.ts';
import { inTurn, isTimeout } from './visit.ts';
import type { WireTap } from './wire-tap.ts';

/** What a fetcher stands on. Without a gate every host is asked at once. */
export type WebPorts = { network?: Network; gate?: Gate; tap?: WireTap };

/** A wait for a turn that is shorter is not worth putting a job off for. */
const patienceMs = 250;

/**
 * Fetches web addresses. Every expected ending is a value; thrown are a MidwayError, when it is not one's turn at a host
 * within `patienceMs`, and what nobody foresaw.
 */
export type WebFetcher = {
  fetch(address: string): Promise<Fetched>;
  fetch<M extends string = MediaType>(address: string, options: FetchOptions<M>): Promise<Fetched<M>>;
  /** Sends a form, see postForm. */
  post(address: string, form: Record<string, string>): Promise<Posted>;
};

/** The statuses that send on to another address; RFC 9110, 15.4. */
const redirects = new Set([301, 302, 303, 307, 308]);

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
    const headers: Record<string, string> = {
      'user-agent': userAgent,
      accept: options.accept.header,
      'accept-encoding': acceptEncoding,
      ...conditions(options),
    };
    hops.push(...(options.from ?? []));
    const visitor = { who: options.who ?? address, patienceMs: options.patienceMs ?? patienceMs };
    let url = checkedUrl(hops.at(-1)?.location ?? address, undefined, guard);
    const connector = options.tap ? { ...needs, tap: options.tap } : needs;
    const gate = options.gate ?? ports.gate ?? null;
    for (;;) {
      const from = url;
      const spent = hops.reduce((sum, { timing }) => sum + timing.totalMs, 0);
      const step = await inTurn(gate, from, visitor, [...hops], (hop) => {
        hops.push(hop);
        const signal = AbortSignal.timeout(Math.max(1, Math.ceil(settings.timeoutSeconds * 1000 - spent)));
        return exchange({ url: from, headers, signal }, connector, hop, async (answer): Promise<URL | Arrival<M>> => {
          const target = redirects.has(answer.status) ? header(answer.headers, 'location') : null;
          return target === null
            ? arrive(from, answer, options, settings, movedTo(hops))
            : follow(target, from, hops, hop);
        });
      });
      if (!(step instanceof URL)) return { hops, ...step };
      url = step;
    }
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
    post: (address, form) =>
      postForm(address, form, {
        connector: needs,
        gate: ports.gate ?? null,
        userAgent,
        timeoutMs: settings.timeoutSeconds * 1000,
      }),
  };
}

/** The conditional headers. A validator with signs that a header cannot carry is left out: the whole page comes. */
function conditions({ etag, lastModified }: Partial<Validators>): Record<string, string> {
  const headers = { 'if-none-match': etag, 'if-modified-since': lastModified };
  const sendable = (value: unknown): boolean => typeof value === 'string' && /^[\x20-\x7e]+$/.test(value);
  return Object.fromEntries(Object.entries(headers).filter(([, value]) => sendable(value))) as Record<string, string>;
}
