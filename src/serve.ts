import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Desk, DeskQueues } from './desk.ts';
import { remembered } from './health/remembered.ts';
import { healthReport } from './health/report.ts';
import { serveFeeds } from './serve-feeds.ts';
import { startServer } from './server/server.ts';
import { enqueue, submit } from './sources/submit.ts';
import { readWebAddress } from './sources/web-address.ts';
import type { Submission } from './store/ledger.ts';
import { openFeedQueue } from './workers/bullmq-feeds.ts';
import { readStatus } from './workers/status.ts';

/** How long a health check waits for an answer. */
const patienceMs = 2_000;

/** Starts the web server on a desk. @throws UsageError when its port is taken or its host needs a secret. */
export async function serve(desk: Desk, opened: DeskQueues): Promise<{ url: string; close(): Promise<void> }> {
  const { config, log, store } = desk;
  const { redis, queues } = opened;
  const { ledger, articles } = store;
  const feeds = serveFeeds(desk, opened);
  const feedQueue = openFeedQueue(redis, config.redisPrefix);
  const server = await startServer({
    config,
    log,
    ledger,
    articles,
    quarantine: store.quarantine,
    feeds,
    queues: [...queues.all, feedQueue.queue],
    async submit(urls) {
      const read = urls.map((url) => ({ url, ...readWebAddress(url, 'api') }));
      const submissions: Submission[] = read.flatMap((one) => ('submission' in one ? [one.submission] : []));
      const { acceptances } = await submit(ledger, queues, submissions, { again: false });
      return read.map((one) => {
        const acceptance = 'submission' in one ? acceptances.shift() : undefined;
        if (acceptance === undefined)
          return { url: one.url, ok: false as const, error: 'error' in one ? one.error : '' };
        const { row, answer } = acceptance;
        return { url: one.url, ok: true as const, id: row.id, address: row.address, answer, state: row.state };
      });
    },
    async runAgain(ids) {
      const rows = await ledger.retry(ids);
      await enqueue(queues, rows);
      return rows;
    },
    status: () => readStatus(store, opened),
    health: remembered((site) => healthReport(store, Date.now(), site)),
    ready: () => Promise.all([check(log, 'redis', redis.ping()), check(log, 'store', ledger.get('ready'))]),
  });
  return {
    url: server.url,
    async close() {
      await server.close();
      await feedQueue.close();
    },
  };
}

async function check(
  log: Logger,
  name: string,
  answer: Promise<unknown>,
): Promise<{ name: string; ok: boolean; detail?: string }> {
  try {
    const late = sleep(patienceMs, 'late', { ref: false });
    if ((await Promise.race([answer, late])) !== 'late') return { name, ok: true };
    return { name, ok: false, detail: `no answer within ${patienceMs / 1000} s` };
  } catch (error) {
    // Anybody may ask: what the error says (hosts, paths) is for the log.
    log.warn({ err: error }, `${name} is not ready`);
    return { name, ok: false, detail: 'it answers with an error' };
  }
}
