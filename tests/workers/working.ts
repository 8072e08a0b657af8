import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { redisWalks } from '../../src/fetch/walks.ts';
import type { Outcome } from '../../src/pipeline/documents.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import type { LedgerRow, StageName } from '../../src/store/ledger.ts';
import { stageNames } from '../../src/store/ledger.ts';
import { redisDocumentStore } from '../../src/store/redis/document-store.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import type { LineStage } from '../../src/workers/line.ts';
import { packed } from '../../src/workers/packed-stage.ts';
import { openQueues } from '../../src/workers/queues.ts';
import { reconcile } from '../../src/workers/reconcile.ts';
import { startStageWorker } from '../../src/workers/stage-worker.ts';
import { testRedisUrl } from '../support/redis.ts';

export type StageFunction = (document: unknown, attempt: number) => Outcome<unknown> | Promise<Outcome<unknown>>;

let count = 0;

/** A real line on a real Redis and a real store, whose stages do what the test says; the others pass the document on. */
export async function working(functions: Partial<Record<StageName, StageFunction>>, attempts = 3) {
  count += 1;
  const prefix = `line-${process.pid}-${count}`;
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-line-'));
  const store = openSqliteStore(dir);
  const redis = connectRedis(await testRedisUrl(), () => {});
  const queues = openQueues(redis, { prefix });
  const bodies = redisDocumentStore(redis, prefix);
  const walks = redisWalks(redis, prefix);
  const tries = new Map<StageName, number>();
  const line: LineStage[] = stageNames.map((name) =>
    packed({
      name,
      takes: z.unknown(),
      async run(document) {
        tries.set(name, (tries.get(name) ?? 0) + 1);
        return (await functions[name]?.(document, tries.get(name) ?? 0)) ?? { next: document };
      },
    }),
  );
  const needs = { line, ledger: store.ledger, bodies, send: queues.send };
  const log = pino({ level: 'silent' });
  const start = (): ReturnType<typeof startStageWorker>[] =>
    line.map((stage) =>
      startStageWorker(stage, redis, needs, {
        prefix,
        concurrency: 4,
        backoff: { attempts, retryDelaysMs: [100, 200] },
        cases: { worker: 'test:1', versions: { copydesk: '0', node: 'v0', rules: 'none' }, maxBodyBytes: 100_000 },
        log,
      }),
    );
  let workers = start();
  onTestFinished(async () => {
    await Promise.all(workers.map((worker) => worker.drain(2)));
    await queues.close();
    redis.disconnect();
    await store.close();
    await rm(dir, { recursive: true });
  });

  return {
    ...store,
    redis,
    queues,
    bodies,
    walks,
    prefix,
    tries,
    /** One sweep of the reconciler. */
    sweep: (options: Partial<Parameters<typeof reconcile>[1]> = {}) =>
      reconcile({ ledger: store.ledger, articles: store.articles, bodies, walks, queues }, { graceMs: 0, ...options }),
    workers: () => workers,
    activities: () => line.flatMap(({ name }, n) => (workers[n] ? [{ name, activity: workers[n].activity }] : [])),
    async stop() {
      await Promise.all(workers.map((worker) => worker.drain(5)));
      workers = [];
    },
    start() {
      workers = start();
    },
    async accept(n: number): Promise<LedgerRow> {
      const id = n.toString(16).padStart(20, '0');
      const [acceptance] = await store.ledger.accept([{ id, address: `https://example.org/${n}`, source: 'test' }], {
        again: false,
      });
      if (!acceptance) throw new Error('not accepted');
      return acceptance.row;
    },
    async ending(id: string, run = 1): Promise<LedgerRow> {
      for (let i = 0; i < 2_400; i++) {
        const row = await store.ledger.get(id);
        if (row && row.run >= run && row.state !== 'accepted') return row;
        await sleep(25);
      }
      throw new Error(`${id} did not end`);
    },
  };
}
