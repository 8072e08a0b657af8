import type { Config } from '../config.ts';
import type { Redis } from '../redis/connect.ts';
import { type GateNeeds, politeGate } from './gate.ts';
import { mediaTypes } from './media-types.ts';
import { redisHostPacer } from './pace/host-pacer.ts';
import { redisRobotsStore } from './robots/robots-store.ts';
import { mostRobotsBytes } from './robots/robots-text.ts';
import { type WebFetcher, type WebPorts, webFetcher } from './web.ts';

/** A robots.txt is read whatever it calls itself: hosts serve it as every kind of text. */
const robotsTypes = mediaTypes(['text/plain', '*/*'], 'text/plain');
/** How long a redirect of a robots.txt waits for its turn where it stands. */
const robotsPatienceMs = 15_000;

/** Reads robots.txt files through a fetcher that has no gate. */
export function fetchRobotsWith(bare: WebFetcher): GateNeeds['fetchRobots'] {
  const asked = { accept: robotsTypes, enoughBytes: mostRobotsBytes, patienceMs: robotsPatienceMs };
  return (address, gate, who) => bare.fetch(address, { ...asked, gate, who });
}

/** The fetcher that minds robots.txt and takes turns with all others that share this Redis and prefix. */
export function politeWeb(
  settings: Config['fetch'],
  version: string,
  { redis, prefix }: { redis: Redis; prefix: string },
  ports: Omit<WebPorts, 'gate'> = {},
): WebFetcher {
  const bare = webFetcher(settings, version, ports);
  const gate = politeGate({
    pacer: redisHostPacer(redis, prefix),
    robots: redisRobotsStore(redis, prefix),
    fetchRobots: fetchRobotsWith(bare),
    intervalMs: settings.hostIntervalSeconds * 1000,
    giveUpMs: settings.giveUpHours * 3_600_000,
  });
  return webFetcher(settings, version, { ...ports, gate });
}
