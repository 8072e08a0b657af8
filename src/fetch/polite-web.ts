import type { Config } from '../config.ts';
import type { Redis } from '../redis/connect.ts';
import { politeGate } from './gate.ts';
import { mediaTypes } from './media-types.ts';
import { redisHostPacer } from './pace/host-pacer.ts';
import { redisRobotsStore } from './robots/robots-store.ts';
import { type WebFetcher, type WebPorts, webFetcher } from './web.ts';

/** A robots.txt is read whatever it calls itself: hosts serve it as every kind of text. */
const robotsTypes = mediaTypes(['text/plain', '*/*'], 'text/plain');
/** How long a redirect of a robots.txt waits for its turn where it stands. */
const robotsPatienceMs = 15_000;

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
    fetchRobots: (address, turns, who) =>
      bare.fetch(address, { accept: robotsTypes, gate: turns, who, patienceMs: robotsPatienceMs }),
    intervalMs: settings.hostIntervalSeconds * 1000,
    giveUpMs: settings.giveUpHours * 3_600_000,
  });
  return webFetcher(settings, version, { ...ports, gate });
}
