import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type ArchiveSettings, archiveFolder, openArchive } from '../../src/archive/archive.ts';
import { redisWalks } from '../../src/fetch/walks.ts';
import { webFetcher } from '../../src/fetch/web.ts';
import type { WireTap } from '../../src/fetch/wire-tap.ts';
import { connectRedis } from '../../src/redis/connect.ts';
import { openSqliteStore } from '../../src/store/sqlite/store.ts';
import { scratchDir } from '../e2e/cli.ts';
import { faultyHosts } from '../fetch/town/faulty-hosts.ts';
import { townSettings } from '../fetch/town/settings.ts';
import { openTown } from '../fetch/town/town.ts';
import { testRedisUrl } from '../support/redis.ts';

/** What went over the wire in one exchange, as a listener of the test's own heard it. */
export type Heard = { url: string; sent: Buffer; received: Buffer };

/** An archive in a folder of its own, and a fetcher of the faulty town that writes into it; `heard` is what it should hold. */
export async function recordingTown(settings: Partial<ArchiveSettings> = {}) {
  const dataDir = join(await scratchDir(), 'data');
  const town = await openTown(faultyHosts);
  onTestFinished(town.close);
  const store = openSqliteStore(dataDir);
  onTestFinished(() => store.close());
  const all: ArchiveSettings = {
    archive: 'warc',
    archiveMaxFileBytes: 1e9,
    archiveMaxFileSeconds: 3600,
    dataDir,
    fetch: townSettings,
    ...settings,
  };
  const archive = openArchive(all, store.archived, '1.0.0');
  // Nothing here is about time: a busy machine must not change what is recorded.
  const patient = { ...townSettings, connectTimeoutSeconds: 20, timeoutSeconds: 40 };
  const web = webFetcher(patient, '1.0.0', { network: town.network });
  const redis = connectRedis(await testRedisUrl(), () => {});
  onTestFinished(() => redis.disconnect());
  const walks = redisWalks(redis, dataDir);
  const heard: Heard[] = [];
  let n = 0;
  return {
    archive,
    web,
    walks,
    store,
    heard,
    town,
    dataDir,
    folder: archiveFolder(dataDir),
    async fetch(address: string) {
      const ref = { id: (++n).toString(16).padStart(20, '0'), run: 1 };
      const fetched = await archive.keep({ ...ref, address }, (tap) =>
        web.fetch(address, tap === null ? {} : { tap: overhear(tap, heard) }),
      );
      return { ref, fetched };
    },
  };
}

function overhear(tap: WireTap, heard: Heard[]): WireTap {
  return {
    open(url, ip) {
      const exchange = tap.open(url, ip);
      const one: Heard = { url, sent: Buffer.alloc(0), received: Buffer.alloc(0) };
      heard.push(one);
      return {
        sent(bytes) {
          one.sent = Buffer.concat([one.sent, bytes]);
          exchange.sent(bytes);
        },
        received(bytes) {
          one.received = Buffer.concat([one.received, bytes]);
          exchange.received(bytes);
        },
        closed: exchange.closed,
      };
    },
  };
}
