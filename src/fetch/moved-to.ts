import type { Hop } from './fetched.ts';

/** The redirects that hold for good; RFC 9110, 15.4. */
const lasting = new Set([301, 308]);

/** Where the requests show that an address has moved for good: every redirect on the way was a permanent one. */
export function movedTo(hops: readonly Hop[]): string | null {
  const moves = hops.slice(0, -1);
  return moves.length > 0 && moves.every(({ status }) => lasting.has(status ?? 0)) ? (hops.at(-1)?.url ?? null) : null;
}
