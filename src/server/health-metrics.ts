import { Gauge, type Registry } from 'prom-client';
import type { HealthReport } from '../health/report.ts';

/** Adds the alarms to the metrics. Only what is on is named: a site has no series of its own while it is well. */
export function addHealth(registry: Registry, { alarms, sites, judged, feeds }: HealthReport): void {
  const gauge = <L extends string>(name: string, help: string, labelNames: L[] = []): Gauge<L> =>
    new Gauge({ name: `copydesk_${name}`, help, labelNames, registers: [registry] });
  const on = gauge('health_alarm', '1 for each alarm that is on', ['kind', 'name', 'what']);
  for (const { kind, name, what } of alarms) on.set({ kind, name, what }, 1);
  gauge('health_alarms', 'How many alarms are on').set(alarms.length);
  gauge('health_sites', 'Sites of which anything came in the last weeks').set(sites);
  gauge('health_sites_judged', 'Sites with a past of three weeks').set(judged);
  gauge('health_feeds', 'Feeds that are followed').set(feeds);
}
