import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { Counter, Gauge, Registry } from 'prom-client';
import { z } from 'zod';
import type { Status } from '../../workers/status.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { addHealth } from '../health-metrics.ts';

/** GET /metrics: how everything stands, for Prometheus. Guarded like the other reads. */
export const metricsRoutes =
  (deps: Pick<ServerDeps, 'status' | 'health'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/metrics', { schema: { response: { 200: z.string(), ...failures } } }, async (_request, reply) => {
      const [status, health] = await Promise.all([deps.status(), deps.health()]);
      const registry = metricsOf(status);
      addHealth(registry, health);
      return reply.type(registry.contentType).send(await registry.metrics());
    });
  };

const levels = { ok: 0, warn: 1, paused: 2 } as const;
const states = ['indexed', 'rejected', 'quarantined'] as const;
const jobStates = ['waiting', 'active', 'delayed', 'failed', 'completed'] as const;

/** The status as metrics. What stands on Redis is left out while it does not answer; `copydesk_redis_up` says so. */
export function metricsOf(status: Status): Registry {
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> =>
    new Gauge({ name: `copydesk_${name}`, help, labelNames, registers: [registry] });
  const set = (name: string, help: string, value: number): void => gauge(name, help).set(value);

  set('conservation', '1 while accepted = indexed + rejected + quarantined + in flight', status.addsUp ? 1 : 0);
  set('conservation_difference', 'Accepted less what is accounted for', status.difference);
  set('accepted', 'Addresses ever accepted', status.accepted);
  const documents = gauge('documents', 'Documents in the ledger by ending', ['state']);
  for (const state of states) documents.set({ state }, status[state]);
  const flight = gauge('in_flight', 'Documents in flight by stage', ['stage']);
  for (const [stage, n] of Object.entries(status.stages)) flight.set({ stage }, n);
  set('articles', 'Articles in the store', status.articles);
  set('redis_up', '1 while Redis answers', status.line === null ? 0 : 1);
  if (status.line === null) return registry;

  const { queues, bodies, redis, disk, brake, reconciler, workers } = status.line;
  const jobs = gauge('jobs', 'Jobs by stage and state', ['stage', 'state']);
  const oldest = gauge('oldest_waiting_seconds', 'How long ago the job that is next was sent', ['stage']);
  for (const [stage, counts] of Object.entries(queues)) {
    for (const state of jobStates) jobs.set({ stage, state }, counts[state]);
    oldest.set({ stage }, (counts.oldestMs ?? 0) / 1000);
  }
  set('bodies', 'Runs that have a body in Redis', bodies);
  set('redis_memory_used_bytes', 'Memory that Redis uses', redis.used);
  set('redis_memory_bound_bytes', 'Memory that Redis may use', redis.bound);
  set('redis_memory_share', 'Used memory by the bound', redis.share);
  set('disk_free_bytes', 'Free on the disk of the data folder', disk.free);
  const pressure = gauge('pressure_level', '0 ok, 1 warned, 2 producers paused', ['of']);
  pressure.set({ of: 'redis' }, levels[redis.level]);
  pressure.set({ of: 'disk' }, levels[disk.level]);
  set('braked', '1 while nothing more is fetched', brake === null ? 0 : 1);
  set('workers', 'Worker processes that say they are there', workers.length);
  set('workers_stuck', 'Worker processes that make no progress', workers.filter(({ stuck }) => stuck !== null).length);
  if (reconciler !== null) {
    const { began, tookMs, total } = reconciler;
    set('sweep_time_seconds', 'When the last sweep began, in seconds since 1970', Date.parse(began) / 1000);
    set('sweep_duration_seconds', 'How long the last sweep took', tookMs / 1000);
    const did = new Counter({
      name: 'copydesk_swept_total',
      help: 'What the reconciler mended',
      labelNames: ['what'],
      registers: [registry],
    });
    for (const what of ['sent', 'closed', 'freed'] as const) did.inc({ what }, total[what]);
  }
  return registry;
}
