import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../desk.ts';
import type { ReplayItem } from '../sources/replay-item.ts';
import { replayPath } from '../sources/replay-path.ts';
import { submit } from '../sources/submit.ts';
import type { Queues } from '../workers/queues.ts';
import { type Fed, FeedTally } from './feed-tally.ts';
import type { Progress } from './replay-bar.ts';
import { openFlight } from './replay-flight.ts';

/**
 * A replay's settings: `perSecond` null for full speed; `again` runs known documents again; `stopped` ends it early; `wait`
 * follows the documents to their ends. `begin` is called once, before the first wait for the line.
 */
export type Feeding = {
  perSecond: number | null;
  again: boolean;
  wait: boolean;
  stopped(): boolean;
  begin(): Promise<void>;
  onFault(message: string): void;
  onProgress(progress: Progress): void;
};

type ToTake = Extract<ReplayItem, { submission: unknown }>;

/** How many documents are accepted in one transaction, and how many bytes of them at most. */
const batchDocuments = 100;
const batchBytes = 8 * 1024 * 1024;

/**
 * Reads the paths and hands in what they hold, at the rate asked for. Faults are told as they come, and passed over.
 * When it waits, no more are in flight than the queues may hold: reading goes on as documents end, and a document that
 * comes again with another body is handed in once its first run has ended.
 */
export async function feed(desk: Desk, queues: Queues | null, paths: string[], feeding: Feeding): Promise<Fed> {
  const { perSecond, again, wait, stopped, begin, onFault, onProgress } = feeding;
  const { config, store } = desk;
  const { maxJobs } = config.backpressure;
  const flight = openFlight(store.ledger, wait);
  const tally = new FeedTally();
  const read = new Map<string, number>();
  let batch: ToTake[] = [];
  let deferred: ToTake[] = [];
  let bytes = 0;
  let taken = 0;
  let begun = false;
  const startedAt = Date.now();

  const tick = (): void => {
    const archiveBytes = [...read.values()].reduce((sum, one) => sum + one, 0);
    onProgress({ ended: tally.answered() - flight.size(), taken: tally.answered(), read: archiveBytes });
  };

  async function waitUntil(most: number): Promise<void> {
    if (flight.size() > 0 && !begun) {
      begun = true;
      await begin();
    }
    tick();
    await flight.until(most, stopped, tick);
  }

  async function handIn(items: ToTake[]): Promise<void> {
    const submissions = items.map(({ submission }) => submission);
    const { acceptances, queued } = await submit(store.ledger, queues, submissions, { again });
    tally.queued &&= queued;
    for (const [index, acceptance] of acceptances.entries()) {
      const item = items[index];
      if (item === undefined) continue;
      const { answer, row } = acceptance;
      if (wait && !stopped() && answer === 'known' && row.state === 'accepted') deferred.push(item);
      else {
        tally.take(item, acceptance);
        flight.add(acceptance);
      }
    }
    await waitUntil(flight.size() > maxJobs ? Math.floor(maxJobs / 2) : maxJobs);
  }

  async function handInBatch(): Promise<void> {
    const items = batch;
    batch = [];
    bytes = 0;
    await handIn(items);
  }

  const bounds = { ...config.fetch, read: (path: string, at: number) => void read.set(path, at) };
  for (const path of paths) {
    for await (const item of replayPath(path, bounds)) {
      if (stopped()) break;
      if (!('submission' in item)) {
        tally.passOver(item);
        if ('error' in item) onFault(`${item.name}: ${item.error}`);
        continue;
      }
      batch.push(item);
      bytes += item.submission.given?.bytes.length ?? 0;
      taken++;
      if (perSecond !== null || batch.length >= batchDocuments || bytes >= batchBytes) await handInBatch();
      if (perSecond !== null) await sleep(Math.max(0, startedAt + (taken / perSecond) * 1000 - Date.now()));
    }
  }
  await handInBatch();
  for (;;) {
    await waitUntil(0);
    const items = deferred;
    deferred = [];
    if (items.length === 0) return tally.fed(flight.totals());
    await handIn(items);
  }
}
