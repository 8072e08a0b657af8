import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { syntheticRecords } from '../../bench/archive/synthetic-pages.ts';
import { cli, environment, scratchDir } from '../e2e/cli.ts';

type Answer = { answers: Record<string, number>; records: { read: number }; faults: { name: string; error: string }[] };
const line = JSON.stringify({ url: 'https://a.example/1', text: 'Harbour opens\n\nThe harbour opened on Tuesday.' });
const warc = (): Promise<Buffer> => buffer(Readable.from(syntheticRecords(0, 5)));

it.each<[what: string, input: () => Promise<Uint8Array> | string, accepted: number, read: number]>([
  ['a gzipped WARC', warc, 5, 11],
  ['a plain WARC', async () => gunzipSync(await warc()), 5, 11],
  ['JSON lines', () => `${line}\n`, 1, 0],
])('replays %s from standard input, and hands its pages in with their bodies', async (_, input, accepted, read) => {
  const env = environment(join(await scratchDir(), 'data'));
  const { stdout, code } = await cli(['replay', '-', '--no-wait', '--json'], env, await input());
  const answer = JSON.parse(stdout) as Answer;
  expect([answer.answers.accepted, answer.records.read]).toEqual([accepted, read]);
  expect(code).toBe(0);
  const documents = JSON.parse(
    (await cli(['replay', '-', '--no-wait', '--json'], env, await input())).stdout,
  ) as Answer;
  expect(documents.answers, 'a second time nothing is new').toMatchObject({ known: accepted, accepted: 0 });
});

it.each([
  ['', 'holds nothing'],
  ['hello', 'is neither a WARC nor JSON lines'],
])('says of %j on standard input that it %s', async (input, error) => {
  const env = environment(join(await scratchDir(), 'data'));
  const { stderr, code } = await cli(['replay', '-', '--no-wait'], env, input);
  expect(stderr).toContain(`standard input: ${error}`);
  expect(code).toBe(1);
});

it('refuses to begin again with standard input', async () => {
  const env = environment(join(await scratchDir(), 'data'));
  const { stderr, code } = await cli(['replay', '-', '--loop'], env, '');
  expect(stderr).toContain('--loop cannot begin again');
  expect(code).toBe(2);
});
