import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { openArchive } from './archive/archive.ts';
import { configDir } from './config.ts';
import type { Desk, DeskQueues } from './desk.ts';
import { version } from './desk.ts';
import { politeWeb } from './fetch/polite-web.ts';
import { redisWalks } from './fetch/walks.ts';
import type { WebPorts } from './fetch/web.ts';
import { loadRuleBook, rulesDigest } from './rulebook.ts';
import { runFeeds } from './run-feeds.ts';
import type { StageName } from './store/ledger.ts';
import { redisDocumentStore } from './store/redis/document-store.ts';
import { braked } from './workers/braked.ts';
import { buildLine } from './workers/line.ts';
import { alone, reconcile } from './workers/reconcile.ts';
import { startStageWorker } from './workers/stage-worker.ts';

/** How often the ledger is compared with the queues, and how long a row may be without a job before it is sent again. */
const sweepMs = 10_000;
/** While the ledger holds more than the queues have room for, it is looked at more often. */
const refillMs = 1_000;
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
  const archive = openArchive(config, store.archived, version);
  const book = loadRuleBook(configDir, config.sitesDir);
  const line = buildLine({ ledger, web, walks, archive, book, cleaning: config.clean, articles });
  const bodies = redisDocumentStore(redis, config.redisPrefix);
  const needs = { line, ledger, bodies, send: queues.send };
  const cases = {
    worker: `${hostname()}:${process.pid}`,
    versions: { copydesk: version, node: process.version, rules: rulesDigest(configDir, config.sitesDir) },
    maxBodyBytes: config.quarantine.maxBodyBytes,
  };
  const workers = line
    .filter(({ name }) => stages.includes(name))
    .map((stage) => (stage.name === 'fetch' ? braked(stage, queues.pressure) : stage))
    .map((stage) => {
      const concurrency = config.concurrency[stage.name];
      return startStageWorker(stage, redis, needs, {
        prefix: config.redisPrefix,
        concurrency,
        backoff: {
          attempts: config.attempts,
          retryDelaysMs: config.fetch.retryDelaysSeconds.map((seconds) => seconds * 1000),
        },
        cases,
        log,
      });
    });

  // Feeds are polled where pages are fetched.
  const feeds = stages.includes('fetch') ? await runFeeds(desk, opened, web) : null;

  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  async function sweep(grace: number): Promise<void> {
    const rows = await alone(redis, `${config.redisPrefix}:reconciler`, () => reconcile(ledger, queues, grace)).catch(
      (error: unknown) => void log.error({ err: error }, 'the ledger could not be compared with the queues'),
    );
    const lost = rows?.filter(({ times }) => times.fetch !== undefined) ?? [];
    if (lost.length > 0) log.warn({ documents: lost.length }, 'had no job and were sent again');
    if (!stopped) timer = setTimeout(begin, rows && rows.length > 0 ? refillMs : sweepMs);
  }
  let sweeping = sweep(firstGraceMs);
  function begin(): void {
    sweeping = sweep(graceMs);
  }

  return {
    async drain() {
      stopped = true;
      clearTimeout(timer);
      await feeds?.drain();
      await Promise.all(workers.map((worker) => worker.drain(config.drainSeconds)));
      await archive.close();
      await Promise.race([sweeping, sleep(1_000, undefined, { ref: false })]);
    },
  };
}
