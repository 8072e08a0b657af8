import type { Hop, Validators } from './fetched.ts';
import type { Gate } from './gate.ts';
import type { Accepts } from './media-types.ts';
import type { WireTap } from './wire-tap.ts';

/** What one fetch may be asked for. */
export type FetchOptions<M extends string> = Partial<Validators> & {
  /** What is taken; web pages when left out. */
  accept?: Accepts<M>;
  /** Whether a failure counts as a page's or as a feed's. */
  purpose?: 'page' | 'feed';
  /** So many bytes are enough: a longer body is cut there and is well. Without it a body that is too large is a failure. */
  enoughBytes?: number;
  /** Stops at the head of the last answer. */
  headOnly?: boolean;
  /** Whose turn it is at the hosts, see Gate; the address when left out. */
  who?: string;
  /** How long to wait for a turn, in milliseconds; a quarter of a second when left out. */
  patienceMs?: number;
  /** The requests of an earlier try, to go on from; see MidwayError. */
  from?: readonly Hop[];
  /** Another gate than the fetcher's. */
  gate?: Gate;
  /** Hears this fetch alone, in place of the fetcher's own. */
  tap?: WireTap;
};
