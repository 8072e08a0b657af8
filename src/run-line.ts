import { availableParallelism, hostname } from 'node:os';
import { fileURLToPath } from 'node:url';
import { openArchive } from './archive/archive.ts';
import { type Config, configDir } from './config.ts';
import type { Desk, DeskQueues } from './desk.ts';
import { version } from './desk.ts';
import { politeWeb } from './fetch/polite-web.ts';
import { redisWalks } from './fetch/walks.ts';
import type { WebPorts } from './fetch/web.ts';
import { keepArchive } from './keep-archive.ts';
import { loadRuleBook, rulesDigest } from './rulebook.ts';
import { runFeeds } from './run-feeds.ts';
import type { StageName } from './store/ledger.ts';
import { braked } from './workers/braked.ts';
import { type Isolation, openIsolation } from './workers/isolation/isolation.ts';
import type { ThreadSettings } from './workers/isolation/threads.ts';
import { buildLine } from './workers/line.ts';
import { startReconciler } from './workers/reconciler.ts';
import { type StageWorker, startStageWorker } from './workers/stage-worker.ts';
import { startWatchdog } from './workers/watchdog.ts';

/** The line at work in this process. */
export type RunningLine = {
  /** Resolves with the reason when this process makes no progress, and should be started anew. */
  stuck: Promise<string>;
  /** Lets the documents at hand finish, for so many seconds (drainSeconds when left out). */
  drain(seconds?: number): Promise<void>;
};

/** The threads of the line, as the configuration wants them. */
export function lineThreads({ isolation, clean, sitesDir }: Config): ThreadSettings {
  return {
    ...isolation,
    threads: isolation.threads ?? availableParallelism(),
    file: fileURLToPath(new URL('./line-thread.ts', import.meta.url)),
    data: { configDir, sitesDir, cleaning: clean },
  };
}

/**
 * What the line is put together from, where it is not as shipped: `ports` is what fetching stands on, `isolation` where clean and
 * extract run, which is closed with the line, `startReconciler` what keeps ledger and queues in step.
 */
export type Substitutes = {
  ports?: Omit<WebPorts, 'gate'>;
  isolation?: Isolation;
  startReconciler?: (...given: Parameters<typeof startReconciler>) => { stop(): Promise<void> };
};

/** Starts working on the stages named, and keeps the ledger and the queues in step. */
export async function runLine(
  desk: Desk,
  opened: DeskQueues,
  stages: readonly StageName[],
  instead: Substitutes = {},
): Promise<RunningLine> {
  const { ports = {}, isolation = openIsolation(lineThreads(desk.config), desk.log) } = instead;
  const { config, log, store } = desk;
  const { redis, queues, bodies, sweeps, rollCall } = opened;
  const shared = { redis, prefix: config.redisPrefix };
  const web = politeWeb(config.fetch, version, shared, ports);
  const walks = redisWalks(redis, config.redisPrefix);
  const { ledger, articles } = store;
  const archive = openArchive(config, store.archived, version);
  const { vocabulary } = loadRuleBook(configDir, config.sitesDir);
  const line = buildLine({ ledger, web, walks, archive, isolation, vocabulary, articles });
  const needs = { line, ledger, bodies, send: queues.send };
  const cases = {
    worker: `${hostname()}:${process.pid}`,
    versions: { copydesk: version, node: process.version, rules: rulesDigest(configDir, config.sitesDir) },
    maxBodyBytes: config.quarantine.maxBodyBytes,
  };
  const own = line.filter(({ name }) => stages.includes(name));
  const workers = own
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
  const feeds = stages.includes('fetch') ? await runFeeds(desk, opened, { web, archive }) : null;
  const keeping = stages.includes('fetch') ? keepArchive(desk) : null;

  const reconciler = (instead.startReconciler ?? startReconciler)(
    { ledger, articles, bodies, walks, queues },
    { redis, prefix: config.redisPrefix, sweeps, log },
  );

  const watchdog = startWatchdog(
    { redis, ledger, queues, rollCall, log },
    {
      worker: cases.worker,
      stages: own.map(({ name }, n) => ({ name, activity: (workers[n] as StageWorker).activity })),
      stuckMs: config.stuckSeconds * 1000,
    },
  );

  return {
    stuck: watchdog.stuck,
    async drain(seconds = config.drainSeconds) {
      // Side by side: a feed that is being polled must not take the documents' time.
      const others = Promise.all([reconciler.stop(), watchdog.stop(), feeds?.drain(), keeping?.stop()]);
      // What still computes in the last second goes back to its queue, and another worker takes it up.
      const letGo = setTimeout(() => void isolation.close(), (seconds - 1) * 1000);
      await Promise.all(workers.map((worker) => worker.drain(seconds)));
      clearTimeout(letGo);
      await isolation.close();
      await others;
      await archive.close();
    },
  };
}
