import { Agent, fetch, type Response } from 'undici';
import type { Config } from '../config.ts';
import { LaterError } from '../errors.ts';
import { mediaType, type Outcome, rejected } from '../pipeline/documents.ts';
import { BlockedAddressError, checkStatically, guardedConnector } from './guard.ts';

/** What a web address gave: the bytes after decompression, where they came from in the end, and what the header says. */
export type WebPage = { url: string; mediaType: 'text/html' | 'text/plain'; charset: string | null; bytes: Uint8Array };

/** Fetches one web page. Rejects what no new try can mend; throws what one might. */
export type WebFetcher = { fetch(address: string): Promise<Outcome<WebPage>>; close(): Promise<void> };

const mostRedirects = 5;
/** Answers that may be others later; https://www.rfc-editor.org/rfc/rfc9110#name-status-codes */
const passing = new Set([408, 425, 429, 500, 502, 503, 504]);

/** A plain guarded GET: http and https, public addresses only unless the configuration allows others, bounded. */
export function webFetcher(settings: Config['fetch'], version: string): WebFetcher {
  const timeout = settings.timeoutSeconds * 1000;
  const agent = new Agent({ connect: guardedConnector(settings.allowPrivateAddresses, Math.min(timeout, 10_000)) });
  const userAgent = `Copydesk/${version}${settings.contact === null ? '' : ` (+${settings.contact})`}`;

  async function walk(address: string, signal: AbortSignal): Promise<Outcome<WebPage>> {
    let url = new URL(address);
    for (let hop = 0; hop <= mostRedirects; hop++) {
      checkStatically(url, settings.allowPrivateAddresses);
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal,
        headers: { 'user-agent': userAgent, accept: 'text/html,application/xhtml+xml,text/plain;q=0.8' },
      });
      const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null;
      if (location === null) return page(url, response, settings.maxBytes);
      await response.body?.cancel();
      if (!URL.canParse(location, url)) return rejected('bad-redirect', `it redirects to "${location}"`);
      url = new URL(location, url);
    }
    return rejected('too-many-redirects', `it redirects more than ${mostRedirects} times`);
  }

  return {
    async fetch(address) {
      try {
        return await walk(address, AbortSignal.timeout(timeout));
      } catch (error) {
        const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
        if (cause instanceof BlockedAddressError) return rejected('blocked-address', cause.message);
        if (cause instanceof Error && cause.name === 'TimeoutError') {
          throw new Error(`no answer within ${settings.timeoutSeconds} s`, { cause });
        }
        throw cause;
      }
    },
    close: () => agent.close(),
  };
}

async function page(url: URL, response: Response, maxBytes: number): Promise<Outcome<WebPage>> {
  const { status } = response;
  if (status !== 200) {
    await response.body?.cancel();
    if (status === 429 || status === 503) throw new LaterError(`HTTP ${status}`, retryAfter(response) ?? 60_000);
    if (passing.has(status)) throw new Error(`HTTP ${status}`);
    return rejected(`http-${status}`, `it answers with HTTP status ${status}`);
  }
  const [type = '', ...parameters] = (response.headers.get('content-type') ?? 'text/html').split(';');
  const kind = mediaType.safeParse(type.trim().toLowerCase().replace('application/xhtml+xml', 'text/html'));
  if (!kind.success) {
    await response.body?.cancel();
    return rejected('wrong-type', `it is ${type.trim()}, and only HTML and plain text are taken`);
  }
  const bytes = await bounded(response, maxBytes);
  if (bytes === null) return rejected('too-large', `it holds more than ${maxBytes} bytes`);
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]+)/i.exec(one)?.[1]).find(Boolean) ?? null;
  return { next: { url: url.href, mediaType: kind.data, charset, bytes } };
}

async function bounded(response: Response, maxBytes: number): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > maxBytes) return null;
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}

/** Retry-After in milliseconds, in either of its forms, at most an hour; RFC 9110, 10.2.3. */
function retryAfter(response: Response): number | null {
  const value = response.headers.get('retry-after');
  if (value === null) return null;
  const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 1000), 3_600_000) : null;
}
