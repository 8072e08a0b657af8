import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import { faults, wholePages } from './town/endings.ts';
import { faultyHosts } from './town/faulty-hosts.ts';
import { openTown } from './town/town.ts';
import { acceptAll, endingsOf, startWorkers } from './town/workers.ts';

/** Hosts that ask for a wait which is longer than a test should take. */
const patient = new Set(['busy']);

it('three worker processes bring every request of a faulty web to its right ending', async () => {
  const town = await openTown(faultyHosts);
  onTestFinished(town.close);
  town.map.names['inner.test'] = ['10.0.0.5'];
  const env = environment(join(await scratchDir(), 'data'), {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_FETCH_TIMEOUT_SECONDS: '2',
    COPYDESK_FETCH_CONNECT_TIMEOUT_SECONDS: '1',
    COPYDESK_FETCH_MAX_WIRE_BYTES: '500000',
    COPYDESK_FETCH_MAX_BYTES: '1000000',
    COPYDESK_FETCH_RETRY_DELAYS_SECONDS: '0.05,0.1',
    COPYDESK_FETCH_HOST_INTERVAL_SECONDS: '0.01',
    COPYDESK_LOG_LEVEL: 'silent',
    TOWN: JSON.stringify(town.map),
  });
  const expected = new Map([
    ...wholePages.map((host): [string, string] => [`http://${host}.test/`, 'indexed']),
    ...faults
      .filter(([host]) => !patient.has(host))
      .map(([host, ending]): [string, string] => [
        `http://${host}.test/`,
        ending.replace('permanent', 'rejected').replace('later', 'quarantined'),
      ]),
  ]);
  const accepted = await acceptAll(env, [...expected.keys()]);
  onTestFinished(() => accepted.desk.close());
  onTestFinished(startWorkers(env).stop);
  await until(async () => (await accepted.desk.store.ledger.counts()).accepted === 0, 120);
  expect(await endingsOf(accepted)).toEqual(Object.fromEntries(expected));
  // What may pass was tried as often as is set, what cannot pass once.
  const tries = (host: string): number =>
    town.visits.filter((visit) => visit.host === host && visit.path !== '/robots.txt').length;
  expect([tries('unavailable.test'), tries('s404.test'), tries('bomb-gzip.test')]).toEqual([3, 1, 1]);
}, 180_000);
