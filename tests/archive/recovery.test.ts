import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readWebAddress } from '../../src/sources/web-address.ts';
import { fetchStage } from '../../src/workers/fetch.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';
import { recordingTown } from './recorded.ts';

const request = (address: string, run: number) => {
  const read = readWebAddress(address, 'test');
  if ('error' in read) throw new Error(read.error);
  return { id: read.submission.id, run, address, source: 'test' };
};

it('a run whose page came is not fetched again when Redis loses it; a new run is', async () => {
  const { store, web, walks, archive, town } = await recordingTown();
  const stage = fetchStage(store.ledger, web, walks, archive);
  const first = await stage.run(request('http://gzip.test/', 1));
  const again = await stage.run(request('http://gzip.test/', 1));
  expect(town.visits).toHaveLength(1);
  const text = (outcome: typeof first): string => ('next' in outcome ? outcome.next.text : '');
  expect(text(first)).toContain('The council met on Tuesday');
  expect(text(again)).toBe(text(first));
  await stage.run(request('http://gzip.test/', 2));
  expect(town.visits).toHaveLength(2);
  await archive.close();
});

it('what gave no page is asked for again', async () => {
  const { store, web, walks, archive, town } = await recordingTown();
  const stage = fetchStage(store.ledger, web, walks, archive);
  for (const _ of [1, 2])
    expect(await stage.run(request('http://s404.test/', 1))).toHaveProperty('rejected.code', 'http-404');
  expect(town.visits).toHaveLength(2);
  await archive.close();
});

it('a page whose file is gone from the archive is fetched again', async () => {
  const { store, web, walks, archive, town } = await recordingTown();
  const stage = fetchStage(store.ledger, web, walks, archive);
  const { id } = request('http://plain.test/', 1);
  await store.archived.put({
    id,
    run: 1,
    file: 'gone.warc.gz',
    offset: 0,
    length: 9,
    digest: 'sha1:A',
    fetchedAt: new Date().toISOString(),
  });
  expect(await stage.run(request('http://plain.test/', 1))).toHaveProperty('next');
  expect(town.visits).toHaveLength(1);
  await archive.close();
});

it('an archive fills an empty store: the same documents under the same ids, whatever redirects led to them', async () => {
  const { store, web, walks, archive, folder } = await recordingTown();
  const stage = fetchStage(store.ledger, web, walks, archive);
  const addresses = [
    'http://chain.test/',
    'http://gzip.test/',
    'http://to-301.test/',
    'http://s404.test/',
    'http://plain.test/',
  ];
  for (const address of addresses) await stage.run(request(address, 1));
  await archive.close();
  const env = environment(join(await scratchDir(), 'data'));
  const { stdout } = await cli(['replay', folder, '--wait', '--json'], env);
  const { documents, records } = JSON.parse(stdout) as {
    documents: { id: string; address: string; state: string }[];
    records: { skipped: object };
  };
  const pages = addresses.filter((address) => !address.includes('s404'));
  expect(documents.map(({ id, address, state }) => [id, address, state])).toEqual(
    pages.map((address) => [request(address, 1).id, address, 'indexed']),
  );
  expect(records.skipped).toMatchObject({ 'http-404': 1, 'http-301': expect.any(Number) });
}, 60_000);
