import { expect, it } from 'vitest';
import type { Status } from '../../src/workers/status.ts';
import { ask } from './ask.ts';
import { indexSeeds, serving } from './serving.ts';

const counts = { waiting: 3, active: 1, delayed: 2, failed: 0, completed: 9, oldestMs: 4_500 };
const sweep = { began: '2026-01-01T00:00:00.000Z', tookMs: 12, by: 'a', looked: 5, sent: 1, closed: 0, freed: 2 };
const line: NonNullable<Status['line']> = {
  queues: { fetch: counts, clean: counts, extract: counts, index: counts },
  bodies: 7,
  redis: { used: 90, bound: 100, share: 0.9, level: 'paused' },
  disk: { free: 1_000, least: 10, level: 'ok' },
  brake: 'Redis is full',
  reconciler: { ...sweep, wasWhole: true, total: { sweeps: 4, sent: 6, closed: 1, freed: 2 } },
  workers: [{ worker: 'a:1', at: sweep.began, stages: ['fetch'], done: 1, stuck: 'fetch has taken none' }],
};

/** The samples by name and labels. */
const samplesOf = (text: string): Record<string, number> =>
  Object.fromEntries(
    text.split('\n').flatMap((one) => {
      const [, name, value] = /^([a-z][^ ]*) (\S+)$/.exec(one) ?? [];
      return name === undefined ? [] : [[name, Number(value)]];
    }),
  );

it('tells the ledger and whether it adds up, also while no Redis answers', async () => {
  const { url, store } = await serving();
  await indexSeeds(store);
  const answer = await ask(`${url}/metrics`);
  expect(answer.headers['content-type']).toContain('text/plain');
  expect(samplesOf(answer.text)).toMatchObject({
    copydesk_conservation: 1,
    copydesk_conservation_difference: 0,
    copydesk_accepted: 5,
    'copydesk_documents{state="indexed"}': 5,
    copydesk_articles: 5,
    copydesk_redis_up: 0,
  });
});

it('tells that it does not add up, and by how much', async () => {
  const { url, store } = await serving();
  await indexSeeds(store);
  const honest = store.ledger.counts;
  store.ledger.counts = async () => ({ ...(await honest()), total: 7 });
  const samples = samplesOf((await ask(`${url}/metrics`)).text);
  expect([samples.copydesk_conservation, samples.copydesk_conservation_difference]).toEqual([0, 2]);
  expect((await ask(`${url}/api/status`)).json()).toMatchObject({ addsUp: false, difference: 2 });
});

it('tells the queues, Redis, the disk, the reconciler and the workers', async () => {
  let base: Status | null = null;
  const { url, store } = await serving({
    status: async () => ({ ...(base as Status), line }),
  });
  base = (await import('../../src/workers/status.ts').then(({ readStatus }) => readStatus(store, null))) as Status;
  expect(samplesOf((await ask(`${url}/metrics`)).text)).toMatchObject({
    copydesk_redis_up: 1,
    'copydesk_jobs{stage="clean",state="delayed"}': 2,
    'copydesk_oldest_waiting_seconds{stage="index"}': 4.5,
    copydesk_bodies: 7,
    copydesk_redis_memory_share: 0.9,
    'copydesk_pressure_level{of="redis"}': 2,
    'copydesk_pressure_level{of="disk"}': 0,
    copydesk_braked: 1,
    copydesk_workers_stuck: 1,
    'copydesk_swept_total{what="sent"}': 6,
    copydesk_sweep_time_seconds: Date.parse(sweep.began) / 1000,
  });
  expect((await ask(`${url}/api/status`)).json()).toMatchObject({ line: { ...line, reconciler: { wasWhole: true } } });
});
