import type { Fetched } from '../fetch/fetched.ts';
import { header } from '../fetch/headers.ts';
import { mediaTypes } from '../fetch/media-types.ts';
import { movedTo } from '../fetch/moved-to.ts';
import type { WebFetcher } from '../fetch/web.ts';
import type { WireTap } from '../fetch/wire-tap.ts';
import { readAnswerHeaders } from './answer-headers.ts';
import type { FeedAnswer, FeedFetcher } from './feed-fetcher.ts';

/** What a feed may call itself; many call themselves something else. */
const types = mediaTypes([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/xml;q=0.9',
  'text/xml;q=0.9',
  'application/json;q=0.8',
  'text/html;q=0.5',
  '*/*',
]);
/** How long a poll waits for its turn at a host; polls are few, and have a queue of their own. */
const patienceMs = 30_000;

/** Keeps what a fetch says and hears; an archive stands behind it. */
export type KeepFeed = <T>(address: string, fetch: (tap: WireTap | null) => Promise<T>) => Promise<T>;

/**
 * The way to feeds through the guarded fetcher, which minds robots.txt and turns when `web` does. With `keep` what goes over
 * the wire is archived. @throws LaterError from `get` when the archive cannot be written.
 */
export function webFeedFetcher(web: WebFetcher, keep: KeepFeed = (_, fetch) => fetch(null)): FeedFetcher {
  return {
    async get(address, { etag, lastModified }) {
      const options = {
        accept: types,
        etag,
        lastModified,
        purpose: 'feed',
        who: `feed ${address}`,
        patienceMs,
      } as const;
      return answerOf(await keep(address, (tap) => web.fetch(address, tap ? { ...options, tap } : options)));
    },
    post: (address, form) => web.post(address, form),
  };
}

function answerOf(fetched: Fetched<string>): FeedAnswer {
  const { hops } = fetched;
  const last = hops.at(-1);
  const told = readAnswerHeaders((name) => header(last?.headers ?? [], name), last?.url ?? '');
  if (fetched.status === 'failed') {
    const { code, detail, retryAfterMs } = fetched.failure;
    return { status: 'failed', code, detail, retryAfterMs };
  }
  const permanent = movedTo(hops);
  if (fetched.status !== 'ok') return { status: 'unchanged', permanent, maxAgeMs: told.maxAgeMs };
  const { bytes, charset, url, etag, lastModified } = fetched.page;
  const { maxAgeMs, hubs, self } = told;
  return { status: 'ok', bytes, charset, url, permanent, etag, lastModified, maxAgeMs, hubs, self };
}
