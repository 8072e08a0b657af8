import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { syntheticPage, syntheticRecords } from '../../bench/archive/synthetic-pages.ts';
import { packRecord, recordId } from '../../src/archive/warc-record.ts';
import { cli, environment, scratchDir, startCli, until } from '../e2e/cli.ts';

type Records = { read: number; accepted: number; 'run-again': number; known: number; skipped: Record<string, number> };
type Answer = {
  documents: {
    address: string;
    answer: string;
    state: string;
    run: number;
    title: string | null;
    reason: { code: string } | null;
  }[];
  faults: { name: string; error: string }[];
  states: Record<string, number>;
  records: Records;
};

const answered = (stdout: string): Answer => JSON.parse(stdout) as Answer;

/** Records = accepted + run again + known + passed over. */
function addsUp({ read, accepted, 'run-again': again, known, skipped }: Records): boolean {
  return read === accepted + again + known + Object.values(skipped).reduce((sum, n) => sum + n, 0);
}

async function synthetic(path: string, from: number, to: number): Promise<string> {
  await pipeline(Readable.from(syntheticRecords(from, to)), createWriteStream(path));
  return path;
}

/** An answer with a head of its own, as an archive holds it. */
function response(
  url: string,
  head: string,
  body: Uint8Array | string,
  more: [string, string][] = [],
): Promise<Uint8Array> {
  const block = Buffer.concat([Buffer.from(`HTTP/1.1 ${head}\r\n\r\n`), Buffer.from(body)]);
  const headers: [string, string][] = [['WARC-Target-URI', url], ...more];
  return packRecord({ type: 'response', id: recordId(), date: '2026-03-01T10:00:00Z', headers, block });
}

describe('2,000 records', () => {
  it('are all indexed though the replay is killed in the middle, and a second replay changes nothing', async () => {
    const dir = await scratchDir();
    const env = environment(join(dir, 'data'));
    const path = await synthetic(join(dir, 'many.warc.gz'), 0, 2_000);
    const first = startCli(['replay', path, '--wait', '--json'], env);
    const counts = async () => JSON.parse((await cli(['status', '--json'], env)).stdout) as Record<string, number>;
    await until(async () => ((await counts()).indexed ?? 0) > 100, 120);
    first.kill('SIGKILL');

    const resumed = await cli(['replay', path, '--wait', '--json'], env);
    expect(resumed.code).toBe(0);
    const { records } = answered(resumed.stdout);
    expect(records).toMatchObject({
      read: 4_001,
      'run-again': 0,
      skipped: { 'request-record': 2_000, 'warcinfo-record': 1 },
    });
    expect(addsUp(records)).toBe(true);
    expect(await counts()).toMatchObject({ accepted: 2_000, indexed: 2_000, addsUp: true });

    const again = answered((await cli(['replay', path, '--wait', '--json'], env)).stdout);
    expect(again.records).toMatchObject({ read: 4_001, accepted: 0, 'run-again': 0, known: 2_000 });
    expect(again.states).toMatchObject({ indexed: 2_000 });
    const { total } = JSON.parse((await cli(['search', '--json'], env)).stdout) as { total: number };
    expect(total).toBe(2_000);
  }, 300_000);
});

describe('an archive of all sorts', () => {
  const page = syntheticPage(7);
  const html = 'Content-Type: text/html; charset=utf-8';
  const at = (path: string): string => `https://sorts.example/${path}`;

  it('gives its pages, and counts everything else by what it is', async () => {
    const dir = await scratchDir();
    const path = join(dir, 'sorts.warc.gz');
    const chunked = `${page.length.toString(16)}\r\n${page}\r\n0\r\n\r\n`;
    const wrongDigest = Buffer.from(await response(at('digest'), `200 OK\r\n${html}`, syntheticPage(8)));
    const parts = [
      await response(at('plain'), `200 OK\r\n${html}`, page),
      await response(at('gzip'), `200 OK\r\n${html}\r\nContent-Encoding: gzip`, gzipSync(syntheticPage(1))),
      await response(at('br'), `200 OK\r\n${html}\r\nContent-Encoding: br`, brotliCompressSync(syntheticPage(2))),
      await response(at('chunked'), `200 OK\r\n${html}\r\nTransfer-Encoding: chunked`, chunked),
      await response(at('no-longer-chunked'), `200 OK\r\n${html}\r\nTransfer-Encoding: chunked`, syntheticPage(3)),
      await response(at('no-longer-gzip'), `200 OK\r\n${html}\r\nContent-Encoding: gzip`, syntheticPage(4)),
      await response(
        at('latin'),
        '200 OK\r\nContent-Type: text/html; charset=iso-8859-1',
        Buffer.from(syntheticPage(5).replaceAll('ward', 'wärd').replace('<meta charset="utf-8">', ''), 'latin1'),
      ),
      await response(at('cut'), `200 OK\r\n${html}`, syntheticPage(6).slice(0, 900), [['WARC-Truncated', 'length']]),
      await response(at('gone'), '404 Not Found\r\nContent-Type: text/html', page),
      await response(at('moved'), '301 Moved\r\nLocation: /plain', ''),
      await response(at('image'), '200 OK\r\nContent-Type: image/png', Buffer.from('\x89PNG')),
      await response(at('no-http'), 'nothing', ''),
      await response('ftp://sorts.example/x', `200 OK\r\n${html}`, page),
      gzipSync(Buffer.from(unzipped(wrongDigest).replace('of the', 'of tha'))),
      ...(await Array.fromAsync(syntheticRecords(0, 1))).slice(0, 2),
    ];
    await writeFile(path, Buffer.concat(parts));
    const env = environment(join(dir, 'data'));
    const ran = await cli(['replay', path, '--wait', '--json'], env);
    const { documents, records, faults } = answered(ran.stdout);
    const outcomes = Object.fromEntries(
      documents.map((one) => [one.address.replace(at(''), ''), one.reason?.code ?? one.state]),
    );
    expect(outcomes).toEqual({
      ...Object.fromEntries(
        ['plain', 'gzip', 'br', 'chunked', 'no-longer-chunked', 'no-longer-gzip', 'latin'].map((name) => [
          name,
          'indexed',
        ]),
      ),
      cut: 'cut-short',
    });
    expect(records).toEqual({
      read: parts.length,
      accepted: 8,
      'run-again': 0,
      known: 0,
      skipped: {
        'http-404': 1,
        'http-301': 1,
        'wrong-type': 1,
        'no-http': 1,
        'bad-address': 1,
        'wrong-digest': 1,
        'warcinfo-record': 1,
        'request-record': 1,
      },
    });
    expect(addsUp(records)).toBe(true);
    // Damage is told with its offset, and the replay ends with exit code 1.
    expect(ran.code).toBe(1);
    const offset = parts.slice(0, 13).reduce((sum, part) => sum + part.length, 0);
    expect(faults.map(({ name }) => name)).toContain(`${path}:${offset}`);
    expect(ran.stderr).toContain(`${path}:${offset}`);
    const shown = JSON.parse((await cli(['show', at('latin'), '--json'], env)).stdout) as { body: string };
    expect(shown.body).toContain('wärd');
  }, 120_000);

  it('takes a page that comes again with other words once the first has ended, and finds both known the next time', async () => {
    const dir = await scratchDir();
    const path = join(dir, 'twice.warc');
    const parts = [
      await response(at('story'), `200 OK\r\n${html}`, syntheticPage(1)),
      await response(at('story'), `200 OK\r\n${html}`, syntheticPage(2)),
      await response(at('story?utm_source=x'), `200 OK\r\n${html}`, syntheticPage(2)),
    ];
    await writeFile(path, parts.map((part) => unzipped(part)).join(''));
    const env = environment(join(dir, 'data'));
    const first = answered((await cli(['replay', path, '--wait', '--json'], env)).stdout);
    expect(first.records).toMatchObject({ read: 3, accepted: 1, 'run-again': 1, known: 1 });
    expect(JSON.parse((await cli(['show', at('story'), '--json'], env)).stdout)).toMatchObject({
      run: 2,
      title: expect.stringContaining('Ward 2'),
    });
    const again = answered((await cli(['replay', path, '--wait', '--json'], env)).stdout);
    expect(again.records).toMatchObject({ read: 3, accepted: 0, 'run-again': 0, known: 3 });
  }, 60_000);

  it('has its documents quarantined when it is gone, and told what to do about it', async () => {
    const dir = await scratchDir();
    const path = await synthetic(join(dir, 'gone.warc.gz'), 0, 1);
    const env = environment(join(dir, 'data'), { COPYDESK_FETCH_RETRY_DELAYS_SECONDS: '0' });
    await cli(['replay', path, '--no-wait'], env);
    const bytes = await readFile(path);
    await writeFile(path, '');
    startCli(['work'], env);
    const list = async () =>
      JSON.parse((await cli(['status', '--list', 'quarantined', '--json'], env)).stdout) as {
        id: string;
        reason: { code: string; detail: string };
      }[];
    const [row] = await until(async () => ((await list()).length > 0 ? await list() : null));
    expect(row?.reason).toMatchObject({
      code: 'archive-unreadable',
      detail: expect.stringMatching(/gone\.warc\.gz.*copydesk retry/),
    });
    await writeFile(path, bytes);
    await cli(['retry', row?.id ?? ''], env);
    await until(
      async () => (JSON.parse((await cli(['status', '--json'], env)).stdout) as { indexed: number }).indexed === 1,
    );
  }, 120_000);
});

const unzipped = (member: Uint8Array): string => gunzipSync(member).toString('latin1');
