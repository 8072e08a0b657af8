import type { Validators } from './fetched.ts';
import type { Accepts } from './media-types.ts';

/** What one fetch may be asked for. */
export type FetchOptions<M extends string> = Partial<Validators> & {
  /** What is taken; web pages when left out. */
  accept?: Accepts<M>;
  /** Whether a failure counts as a page's or as a feed's. */
  purpose?: 'page' | 'feed';
  /** Stops at the head of the last answer. */
  headOnly?: boolean;
};
