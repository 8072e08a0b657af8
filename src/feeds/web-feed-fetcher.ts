import { Agent, fetch, type Response } from 'undici';
import type { Config } from '../config.ts';
import { BlockedAddressError, checkStatically, guardedConnector } from '../fetch/guard.ts';
import { readAnswerHeaders } from './answer-headers.ts';
import type { FeedAnswer, FeedFetcher, Validators } from './feed-fetcher.ts';
import { mostFeedBytes } from './parse/parse-feed.ts';

const accept =
  'application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.5, */*;q=0.3';
const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);
const permanents = new Set([301, 308]);

/** A feed fetcher over the guarded connector: http and https, public addresses only unless the configuration allows others. */
export function webFeedFetcher(settings: Config['fetch'], version: string): FeedFetcher & { close(): Promise<void> } {
  const timeout = settings.timeoutSeconds * 1000;
  const agent = new Agent({ connect: guardedConnector(settings.allowPrivateAddresses, Math.min(timeout, 10_000)) });
  const userAgent = `Copydesk/${version}${settings.contact === null ? '' : ` (+${settings.contact})`}`;

  async function walk(address: string, { etag, lastModified }: Validators, signal: AbortSignal): Promise<FeedAnswer> {
    let url = new URL(address);
    let isPermanent = true;
    for (let hop = 0; hop <= mostRedirects; hop++) {
      checkStatically(url, settings.allowPrivateAddresses);
      const response = await fetch(url, {
        dispatcher: agent,
        redirect: 'manual',
        signal,
        headers: {
          'user-agent': userAgent,
          accept,
          ...(etag === null ? {} : { 'if-none-match': etag }),
          ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
        },
      });
      const location = redirects.has(response.status) ? response.headers.get('location') : null;
      const permanent = hop > 0 && isPermanent ? url.href : null;
      if (location === null) return answerOf(url.href, response, permanent);
      await response.body?.cancel();
      if (!URL.canParse(location, url)) return failed('bad-redirect', `it redirects to "${location.slice(0, 200)}"`);
      isPermanent &&= permanents.has(response.status);
      url = new URL(location, url);
    }
    return failed('too-many-redirects', `it redirects more than ${mostRedirects} times`);
  }

  return {
    async get(address, validators) {
      try {
        return await walk(address, validators, AbortSignal.timeout(timeout));
      } catch (error) {
        return whyFailed(error, settings.timeoutSeconds);
      }
    },
    async post(address, form) {
      try {
        const url = new URL(address);
        checkStatically(url, settings.allowPrivateAddresses);
        const response = await fetch(url, {
          method: 'POST',
          dispatcher: agent,
          redirect: 'manual',
          signal: AbortSignal.timeout(timeout),
          headers: { 'user-agent': userAgent, 'content-type': 'application/x-www-form-urlencoded' },
          body: new URLSearchParams(form).toString(),
        });
        const body = await bounded(response, 10_000);
        return {
          status: response.status,
          body: Buffer.from(body ?? [])
            .toString('utf8')
            .slice(0, 500),
        };
      } catch (error) {
        const { code, detail } = whyFailed(error, settings.timeoutSeconds);
        return { failed: `${code}: ${detail}` };
      }
    },
    close: () => agent.close(),
  };
}

async function answerOf(url: string, response: Response, permanent: string | null): Promise<FeedAnswer> {
  const { status, headers } = response;
  const told = readAnswerHeaders((name) => headers.get(name), url, Date.now());
  if (status === 304) {
    await response.body?.cancel();
    return { status: 'unchanged', permanent, maxAgeMs: told.maxAgeMs };
  }
  if (status !== 200) {
    await response.body?.cancel();
    return failed(`http-${status}`, `it answers with HTTP status ${status}`, told.retryAfterMs);
  }
  const bytes = await bounded(response, mostFeedBytes);
  if (bytes === null) return failed('too-large', `it holds more than ${mostFeedBytes} bytes`);
  return {
    status: 'ok',
    bytes,
    charset: /charset\s*=\s*"?([^"\s;]+)/i.exec(headers.get('content-type') ?? '')?.[1] ?? null,
    url,
    permanent,
    etag: headers.get('etag'),
    lastModified: headers.get('last-modified'),
    maxAgeMs: told.maxAgeMs,
    hubs: told.hubs,
    self: told.self,
  };
}

type Failure = Extract<FeedAnswer, { status: 'failed' }>;

const failed = (code: string, detail: string, retryAfterMs: number | null = null): Failure => ({
  status: 'failed',
  code,
  detail,
  retryAfterMs,
});

function whyFailed(error: unknown, seconds: number): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (cause instanceof BlockedAddressError) return failed('blocked-address', cause.message);
  if (cause instanceof Error && cause.name === 'TimeoutError')
    return failed('timeout', `no answer within ${seconds} s`);
  if (!(cause instanceof Error)) throw error;
  return failed('no-answer', (cause as NodeJS.ErrnoException).code ?? cause.message);
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
