import { setTimeout as sleep } from 'node:timers/promises';
import { configDir } from './config.ts';
import type { Desk, DeskQueues } from './desk.ts';
import { version } from './desk.ts';
import { politeWeb } from './fetch/polite-web.ts';
import { redisWalks } from './fetch/walks.ts';
import type { WebPorts } from './fetch/web.ts';
import { loadRuleBook } from './rulebook.ts';
import { runFeeds } from './run-feeds.ts';
import type { StageName } from './store/ledger.ts';
import { redisDocumentStore } from './store/redis/document-store.ts';
import { buildLine } from './workers/line.ts';
import { alone, reconcile } from './workers/reconcile.ts';
import { startStageWorker } from './workers/stage-worker.ts';

/** How often the ledger is compared with the queues, and how long a row may be without a job before it is sent again. */
const sweepMs = 10_000;
const graceMs = 15_000;
/** At the start no process is between a row and its job, but for one that enqueues this very moment. */
const firstGraceMs = 2_000;

/** The line at work in this process. */
export type RunningLine = { drain(): Promise<void> };

/** Starts working on the stages named, and keeps the ledger and the queues in step. `ports` is what fetching stands on. */
export async function runLine(
  desk: Desk,
  opened: DeskQueues,
  stages: readonly StageName[],
  ports: Omit<WebPorts, 'gate'> = {},
): Promise<RunningLine> {
  const { config, log, store } = desk;
  const { redis, queues } = opened;
  const shared = { redis, prefix: config.redisPrefix };
  const web = politeWeb(config.fetch, version, shared, ports);
  const walks = redisWalks(redis, config.redisPrefix);
  const { ledger, articles } = store;
  const book = loadRuleBook(configDir, config.sitesDir);
  const line = buildLine({ ledger, web, walks, book, cleaning: config.clean, articles });
  const bodies = redisDocumentStore(redis, config.redisPrefix);
  const needs = { line, ledger, bodies, send: queues.send };
  const workers = line
    .filter(({ name }) => stages.includes(name))
    .map((stage) => {
      const concurrency = config.concurrency[stage.name];
      return startStageWorker(stage, redis, needs, {
        prefix: config.redisPrefix,
        concurrency,
        backoff: {
          attempts: config.attempts,
          retryDelaysMs: config.fetch.retryDelaysSeconds.map((seconds) => seconds * 1000),
        },
        log,
      });
    });

  // Feeds are polled where pages are fetched.
  const feeds = stages.includes('fetch') ? await runFeeds(desk, opened, web) : null;

  let sweeping: Promise<void> = Promise.resolve();
  const sweep = (grace: number): void => {
    const swept = alone(redis, `${config.redisPrefix}:reconciler`, () => reconcile(ledger, queues, grace));
    sweeping = swept.then(
      (rows) => {
        if (rows && rows.length > 0) log.warn({ documents: rows.length }, 'had no job and were sent again');
      },
      (error: unknown) => log.error({ err: error }, 'the ledger could not be compared with the queues'),
    );
  };
  sweep(firstGraceMs);
  const timer = setInterval(() => sweep(graceMs), sweepMs);

  return {
    async drain() {
      clearInterval(timer);
      await feeds?.drain();
      await Promise.all(workers.map((worker) => worker.drain(config.drainSeconds)));
      await Promise.race([sweeping, sleep(1_000, undefined, { ref: false })]);
    },
  };
}
