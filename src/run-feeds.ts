import type { Archive } from './archive/archive.ts';
import type { Desk, DeskQueues } from './desk.ts';
import { version } from './desk.ts';
import { LaterError } from './errors.ts';
import type { FeedFetcher } from './feeds/feed-fetcher.ts';
import { pollFeed } from './feeds/poll-feed.ts';
import type { PollNeeds } from './feeds/poll-needs.ts';
import { webFeedFetcher } from './feeds/web-feed-fetcher.ts';
import { subscribe, wantsSubscription } from './feeds/websub.ts';
import { aloneWeb } from './fetch/alone-web.ts';
import { politeWeb } from './fetch/polite-web.ts';
import type { WebFetcher } from './fetch/web.ts';
import { alone } from './redis/lease.ts';
import { submit } from './sources/submit.ts';
import type { FeedRow } from './store/feed-store.ts';
import { type FeedPlan, openFeedQueue, startFeedWorker } from './workers/bullmq-feeds.ts';

/** How often the feed list is compared with what is planned in Redis. */
const sweepMs = 30_000;
/** A feed that is overdue by less is taken to be at work in some process. */
const graceMs = 60_000;
/** How far a plan may be off a feed's time before it is made anew. */
const slackMs = 2_000;
const retryMs = 60_000;

/**
 * What polls, subscriptions and pushes of one process need, with the ledger and the queues behind `submit`. Without
 * `web`, hosts are asked in turn with all other processes where there is a Redis, and at once where there is none. With
 * `archive`, what is fetched is kept there.
 */
export function feedNeeds(
  { config, store }: Pick<Desk, 'config' | 'store'>,
  opened: Pick<DeskQueues, 'redis' | 'queues'> | null,
  { web, archive }: { web?: WebFetcher; archive?: Pick<Archive, 'keepFeed'> } = {},
): PollNeeds & { web: FeedFetcher } {
  const shared = opened && { redis: opened.redis, prefix: config.redisPrefix };
  const own = (): WebFetcher => (shared ? politeWeb(config.fetch, version, shared) : aloneWeb(config.fetch, version));
  return {
    feeds: store.feeds,
    web: webFeedFetcher(web ?? own(), archive?.keepFeed),
    submit: (submissions) => submit(store.ledger, opened?.queues ?? null, submissions, { again: false }),
    now: Date.now,
  };
}

/**
 * Polls the feeds in this process. The list in the store is the truth: plans in Redis are made from it at the start and every
 * half minute, so that an emptied Redis, a killed process or a feed added elsewhere is mended.
 */
export async function runFeeds(
  desk: Desk,
  opened: Pick<DeskQueues, 'redis' | 'queues'>,
  ways: { web: WebFetcher; archive: Pick<Archive, 'keepFeed'> },
): Promise<{ drain(): Promise<void> }> {
  const { config, log, store } = desk;
  const { feeds } = store;
  const { redis } = opened;
  const needs = feedNeeds(desk, opened, ways);
  const queue = openFeedQueue(redis, config.redisPrefix);

  async function poll(id: string): Promise<string> {
    const before = await feeds.get(id);
    if (before === null) {
      await queue.forget(id);
      return 'removed';
    }
    if (Date.parse(before.nextDue) > Date.now() + slackMs) {
      await queue.plan(planOf(before));
      return 'not due';
    }
    try {
      const { outcome, fresh, row, detail } = await pollFeed(id, needs);
      if (row !== null) {
        await queue.plan(planOf(row));
        await mind(row);
      }
      if (outcome === 'failed') log.warn({ feed: id, address: before.address, detail }, 'a feed could not be read');
      return `${outcome}${fresh > 0 ? `, ${fresh} requested` : ''}`;
    } catch (error) {
      const wait = error instanceof LaterError ? error.delayMs : retryMs;
      await queue.plan({ ...planOf(before), dueAt: Date.now() + wait });
      throw error;
    }
  }

  /** Subscribes at the feed's hub where we can be reached. */
  async function mind(row: FeedRow): Promise<void> {
    if (config.publicUrl === null || !wantsSubscription(row, Date.now())) return;
    await subscribe(row, config.publicUrl, needs);
  }

  async function sweep(): Promise<void> {
    const [rows, planned] = [await feeds.list(), await queue.planned()];
    const now = Date.now();
    for (const row of rows) {
      const due = Date.parse(row.nextDue);
      const next = planned.get(row.id);
      planned.delete(row.id);
      const isLate = due < now - graceMs;
      // Overdue, and nothing of its own waits or works: its job was lost, though the plan stands.
      const isOff =
        next === undefined ||
        (due > now ? Math.abs(next - due) > slackMs : isLate && (next > now || !(await queue.hasJob(row.id, next))));
      if (isOff) await queue.replan(planOf(row));
      await mind(row);
    }
    for (const id of planned.keys()) await queue.forget(id);
  }

  let sweeping: Promise<unknown> = Promise.resolve();
  const sweepAlone = (): void => {
    sweeping = alone(redis, `${config.redisPrefix}:feeds-reconciler`, sweep).catch((error: unknown) =>
      log.error({ err: error }, 'the feed list could not be compared with what is planned'),
    );
  };
  sweepAlone();
  const timer = setInterval(sweepAlone, sweepMs);
  const worker = startFeedWorker(redis, { prefix: config.redisPrefix, concurrency: config.feeds.concurrency }, poll);

  return {
    async drain() {
      clearInterval(timer);
      await worker.close();
      await sweeping;
      await queue.close();
    },
  };
}

const planOf = ({ id, address, nextDue, intervalMs }: FeedRow): FeedPlan => ({
  id,
  address,
  dueAt: Date.parse(nextDue),
  everyMs: intervalMs,
});
