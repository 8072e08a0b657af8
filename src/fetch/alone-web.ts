import type { Config } from '../config.ts';
import { politeGate } from './gate.ts';
import type { HostPacer } from './pace/host-pacer.ts';
import { fetchRobotsWith } from './polite-web.ts';
import type { RobotsEntry, RobotsStore } from './robots/robots-store.ts';
import { type WebFetcher, type WebPorts, webFetcher } from './web.ts';

/** The fetcher of somebody who fetches one address and is gone: minds robots.txt, and knows of no other's turns. */
export function aloneWeb(settings: Config['fetch'], version: string, ports: Omit<WebPorts, 'gate'> = {}): WebFetcher {
  const gate = politeGate({
    pacer: noPacer,
    robots: memoryRobotsStore(),
    fetchRobots: fetchRobotsWith(webFetcher(settings, version, ports)),
    intervalMs: 0,
    giveUpMs: Number.POSITIVE_INFINITY,
  });
  return webFetcher(settings, version, { ...ports, gate });
}

/** It is always one's turn. */
const noPacer: HostPacer = {
  ask: async () => ({ waitMs: 0, why: 'go', fails: 0, downSince: null }),
  tell: async () => {},
  leave: async () => {},
};

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
