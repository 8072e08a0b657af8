import type { Fetched } from '../fetched.ts';
import { header } from '../headers.ts';
import type { RobotsEntry } from './robots-store.ts';
import { readRobotsText } from './robots-text.ts';

/** RFC 9309, 2.4: not used for longer than a day. A host that wants it read all the time is read every hour. */
const longestMs = 24 * 3_600_000;
const shortestMs = 3_600_000;
/** How soon a host is asked again that gave no answer. */
const againMs = 5 * 60_000;

/** The crawler's product token, which robots.txt files name. */
export const productToken = 'Copydesk';

/**
 * What the fetch of a robots.txt means, RFC 9309, 2.3.1: what was read holds; 4xx is leave to fetch everything; 5xx, 429
 * and no answer at all forbid everything until it answers, unless `known` is an earlier copy that still serves.
 * @param now ms since 1970
 */
export function robotsEntryOf(fetched: Fetched<string>, known: RobotsEntry | null, now: number): RobotsEntry {
  const nothing = { rules: [], crawlDelay: null };
  if (fetched.status === 'ok') {
    const text = new TextDecoder().decode(fetched.page.bytes);
    const { rules, crawlDelay } = readRobotsText(text, productToken);
    const expires = now + Math.min(Math.max(maxAgeMs(fetched.hops) ?? longestMs, shortestMs), longestMs);
    return { state: 'rules', why: `${fetched.page.url} was read`, expires, rules, crawlDelay };
  }
  const { code, detail, retryAfterMs } =
    fetched.status === 'failed'
      ? fetched.failure
      : { code: fetched.status, detail: fetched.status, retryAfterMs: null };
  if (isAbsence(code)) return { state: 'none', why: detail, expires: now + longestMs, ...nothing };
  const expires = now + Math.max(retryAfterMs ?? 0, againMs);
  if (known && known.state !== 'unreachable') return { ...known, expires };
  return { state: 'unreachable', why: detail, expires, ...nothing };
}

/**
 * Whether the host itself was not even reached: its page would fail in the same way, and that is what is to be told. RFC
 * 9309 forbids everything then, which comes to the same.
 */
export function wasNotReached(fetched: Fetched<string>): fetched is Fetched<string> & { status: 'failed' } {
  return fetched.status === 'failed' && fetched.hops.length === 1 && fetched.hops[0]?.status === null;
}

/** Unavailable in RFC 9309's sense: the host answers, and has no such file for us. Google counts 429 as a fault of the host. */
const isAbsence = (code: string): boolean =>
  /^http-4(?!29)\d\d$/.test(code) ||
  ['too-many-redirects', 'redirect-loop', 'bad-redirect', 'wrong-type', 'http-204'].includes(code);

function maxAgeMs(hops: readonly { headers: [string, string][] }[]): number | null {
  const seconds = /max-age=(\d+)/i.exec(header(hops.at(-1)?.headers ?? [], 'cache-control') ?? '')?.[1];
  return seconds === undefined ? null : Number(seconds) * 1000;
}
