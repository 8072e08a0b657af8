import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { openDesk } from '../../src/desk.ts';
import type { Hints } from '../../src/pipeline/documents.ts';
import { runLine } from '../../src/run-line.ts';
import { submit } from '../../src/sources/submit.ts';
import { readWebAddress } from '../../src/sources/web-address.ts';
import { type LedgerRow, stageNames } from '../../src/store/ledger.ts';
import { environment, scratchDir, until } from '../e2e/cli.ts';
import { testRedisUrl } from '../support/redis.ts';
import { type Host, openTown } from './town/town.ts';

let lines = 0;

/** A line at work on a town of these hosts, with its desk; `env` is a command's on the same store. */
export async function workingOn(hosts: Record<string, Host>) {
  lines += 1;
  const town = await openTown(hosts);
  onTestFinished(town.close);
  const dataDir = join(await scratchDir(), 'data');
  const env = environment(dataDir, {
    REDIS_URL: await testRedisUrl(),
    COPYDESK_REDIS_PREFIX: `refetch-${process.pid}-${lines}`,
    COPYDESK_LOG_LEVEL: 'silent',
  });
  const desk = openDesk(loadConfig({ env, cwd: process.cwd() }), () => {});
  onTestFinished(() => desk.close());
  const opened = await desk.openQueues(false);
  if (opened === null) throw new Error('no Redis');
  const line = await runLine(desk, opened, stageNames, { ports: { network: town.network } });
  onTestFinished(() => line.drain());
  const { ledger, articles } = desk.store;

  /** Hands in addresses, all at once, with what a feed says of each, and gives their rows when all have ended. */
  async function read(addresses: string[], hints?: Hints): Promise<LedgerRow[]> {
    const submissions = addresses.map((address) => {
      const web = readWebAddress(address, 'test');
      if ('error' in web) throw new Error(web.error);
      return { ...web.submission, ...(hints && { hints }) };
    });
    const { acceptances } = await submit(ledger, opened?.queues ?? null, submissions, { again: true });
    const ended = async (): Promise<LedgerRow[] | null> => {
      const rows = await Promise.all(acceptances.map(({ row }) => ledger.get(row.id)));
      const done = rows.filter((row) => row !== null && row.state !== 'accepted');
      return done.length === rows.length ? (done as LedgerRow[]) : null;
    };
    return until(ended, 120);
  }

  return {
    /** Waits for a document's run to end. */
    ending: (id: string, run: number): Promise<LedgerRow> =>
      until(async () => {
        const row = await ledger.get(id);
        return row !== null && row.run >= run && row.state !== 'accepted' ? row : null;
      }, 120),
    env,
    dataDir,
    articles,
    ledger,
    read,
    /** The same for one address. */
    async readOne(address: string, hints?: Hints): Promise<LedgerRow> {
      const [row] = await read([address], hints);
      if (row === undefined) throw new Error(`${address} has no row`);
      return row;
    },
    pages: () => town.visits.filter(({ path }) => path !== '/robots.txt'),
  };
}
