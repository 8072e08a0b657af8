import type { MediaType, Note } from '../pipeline/documents.ts';
import type { Failure } from './fetch-fault.ts';

/** What a host's robots.txt says of an address: may it be fetched, by which line or for which reason. */
export type RobotsVerdict = { allowed: boolean; why: string };

/** How long the parts of one request took, in milliseconds; null for what was not reached or not needed. */
export type Timing = {
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  /** From the beginning of the request to the head of the answer. */
  firstByteMs: number | null;
  totalMs: number;
};

/** One request of a fetch: the address, what answered, and where it was sent on to. */
export type Hop = {
  url: string;
  /** The address connected to; null when no connection came about. */
  ip: string | null;
  robots: RobotsVerdict | null;
  /** The HTTP status; null when there was no answer. */
  status: number | null;
  /** The absolute address of a redirect that was followed. */
  location: string | null;
  /** The head of the answer in its order, names in lower case; long values are cut, see boundedHeaders. */
  headers: [name: string, value: string][];
  timing: Timing;
};

/** A request that is about to be made. */
export const newHop = (url: string, robots: RobotsVerdict | null): Hop => ({
  url,
  ip: null,
  robots,
  status: null,
  location: null,
  headers: [],
  timing: { dnsMs: null, connectMs: null, tlsMs: null, firstByteMs: null, totalMs: 0 },
});

/** What a later fetch may send to be told "unchanged". RFC 9110, 8.8. */
export type Validators = { etag: string | null; lastModified: string | null };

/**
 * What a web address gave: the bytes after decompression, the address they came from in the end, and what the header
 * says. `movedTo` is where the address has moved for good: the last target of unbroken 301s and 308s.
 */
export type WebPage<M extends string = MediaType> = Validators & {
  url: string;
  movedTo: string | null;
  mediaType: M;
  charset: string | null;
  bytes: Uint8Array;
  wireBytes: number;
  notes: Note[];
};

/** What was found at the end of the redirects. `head`: the heads alone were asked for, and the page may be read. */
export type Arrival<M extends string = MediaType> =
  | { status: 'ok'; page: WebPage<M> }
  | ({ status: 'unchanged'; url: string } & Validators)
  | { status: 'head'; url: string };

/** How a fetch ended, with every request it took. */
export type Fetched<M extends string = MediaType> = { hops: Hop[] } & (
  | Arrival<M>
  | { status: 'failed'; failure: Failure }
);
