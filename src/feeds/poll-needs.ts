import type { FeedRow, FeedStore } from '../store/feed-store.ts';
import type { Submission } from '../store/ledger.ts';
import type { FeedFetcher } from './feed-fetcher.ts';

/** What a poll needs. `submit` resolves once the ledger holds every submission; `now` is the clock. */
export type PollNeeds = {
  feeds: FeedStore;
  web: Pick<FeedFetcher, 'get'>;
  submit(submissions: Submission[]): Promise<unknown>;
  now(): number;
};

/** What a poll did. `fresh` items were requested; `moved` ones are known under another address. */
export type PollReport = {
  outcome: 'new' | 'nothing-new' | 'unchanged' | 'failed' | 'no-such-feed';
  row: FeedRow | null;
  fresh: number;
  moved: number;
  detail: string | null;
};
