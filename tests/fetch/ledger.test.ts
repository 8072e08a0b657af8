import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import { enqueue } from '../../src/sources/submit.ts';
import { readWebAddress } from '../../src/sources/web-address.ts';
import type { Submission } from '../../src/store/ledger.ts';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import { faults, wholePages } from './town/endings.ts';
import { faultyHosts } from './town/faulty-hosts.ts';
import { openTown } from './town/town.ts';

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
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  onTestFinished(() => desk.close());
  const expected = new Map([
    ...wholePages.map((host): [string, string] => [`http://${host}.test/`, 'indexed']),
    ...faults
      .filter(([host]) => !patient.has(host))
      .map(([host, ending]): [string, string] => [
        `http://${host}.test/`,
        ending.replace('permanent', 'rejected').replace('later', 'quarantined'),
      ]),
  ]);
  const submissions = [...expected.keys()].map((address): Submission => {
    const read = readWebAddress(address, 'test');
    if ('error' in read) throw new Error(read.error);
    return read.submission;
  });
  const accepted = await desk.store.ledger.accept(submissions, { again: false });
  const opened = await desk.openQueues(false);
  await enqueue(
    opened?.queues ?? null,
    accepted.map(({ row }) => row),
  );

  const workers = Array.from({ length: 3 }, () =>
    spawn(process.execPath, [join(import.meta.dirname, 'town/work.ts')], { env, stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  onTestFinished(async () => {
    await Promise.all(
      workers.map(async (worker) => {
        if (worker.exitCode !== null) return;
        worker.kill('SIGTERM');
        await once(worker, 'exit');
      }),
    );
  });
  await until(async () => (await desk.store.ledger.counts()).accepted === 0, 120);

  const endings = await Promise.all(
    accepted.map(async ({ row: { id, address } }) => {
      const row = await desk.store.ledger.get(id);
      return [address, `${row?.state}${row?.reason ? ` ${row.reason.code}` : ''}`] as const;
    }),
  );
  expect(Object.fromEntries(endings)).toEqual(Object.fromEntries(expected));
  // What may pass was tried as often as is set, what cannot pass once.
  const tries = (host: string): number =>
    town.visits.filter((visit) => visit.host === host && visit.path !== '/robots.txt').length;
  expect([tries('unavailable.test'), tries('s404.test'), tries('bomb-gzip.test')]).toEqual([3, 1, 1]);
}, 180_000);
