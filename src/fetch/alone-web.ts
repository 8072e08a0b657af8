import type { Config } from '../config.ts';
import { politeGate } from './gate.ts';
import type { HostPacer } from './pace/host-pacer.ts';
import { fetchRobotsWith } from './polite-web.ts';
import type { RobotsEntry, RobotsStore } from './robots/robots-store.ts';
import { type WebFetcher, type WebPorts, webFetcher } from './web.ts';

/**
 * The fetcher of somebody who fetches one address after the other and is gone: minds robots.txt and the interval between
 * two requests to a host, and knows of no other's turns.
 */
export function aloneWeb(settings: Config['fetch'], version: string, ports: Omit<WebPorts, 'gate'> = {}): WebFetcher {
  const gate = politeGate({
    pacer: memoryPacer(),
    robots: memoryRobotsStore(),
    fetchRobots: fetchRobotsWith(webFetcher(settings, version, ports)),
    intervalMs: settings.hostIntervalSeconds * 1000,
    giveUpMs: Number.POSITIVE_INFINITY,
  });
  return webFetcher(settings, version, { ...ports, gate });
}

/** Turns of one who asks for them in order: the interval counts from the answer before. */
function memoryPacer(): HostPacer {
  const asked = new Map<string, number>();
  return {
    async ask(host, _who, intervalMs) {
      const waitMs = Math.max(0, (asked.get(host) ?? 0) + intervalMs - Date.now());
      return { waitMs, why: waitMs > 0 ? 'slot' : 'go', fails: 0, downSince: null };
    },
    async tell(host, _who, { verdict }) {
      if (verdict !== 'unused') asked.set(host, Date.now());
    },
    leave: async () => {},
  };
}

function memoryRobotsStore(): RobotsStore {
  const entries = new Map<string, RobotsEntry>();
  return {
    get: async (origin) => entries.get(origin) ?? null,
    async set(origin, entry) {
      entries.set(origin, entry);
    },
    begin: async () => true,
    end: async () => {},
  };
}
