import { execFile } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { WARCParser } from 'warcio';
import { fileName } from '../../src/archive/file-name.ts';
import { warcRecords } from '../../src/archive/warc-records.ts';
import { warcWriter } from '../../src/archive/warc-writer.ts';
import { LaterError } from '../../src/errors.ts';
import { scratchDir } from '../e2e/cli.ts';
import { wholePages } from '../fetch/town/endings.ts';
import { page } from '../fetch/town/faulty-hosts.ts';
import { recordingTown } from './recorded.ts';
import { type StrictRecord, sha1, strictRecords } from './strict-members.ts';

async function recordsOf(folder: string): Promise<StrictRecord[]> {
  const files = (await readdir(folder)).sort();
  return (await Promise.all(files.map(async (file) => strictRecords(await readFile(join(folder, file)))))).flat();
}

describe('what is fetched', () => {
  it('is read back byte for byte: every request and answer, with its digests, dates and addresses', async () => {
    const { fetch, heard, archive, folder, store } = await recordingTown();
    const hosts = [...wholePages, 's404', 'unavailable', 'image', 'half-body', 'bad-chunk', 'no-last-chunk', 'chain'];
    await Promise.all(hosts.map((host) => fetch(`http://${host}.test/`)));
    await archive.close();
    const records = await recordsOf(folder);
    expect(records[0]?.fields).toMatchObject({ 'WARC-Type': 'warcinfo', 'WARC-Filename': (await readdir(folder))[0] });

    const responses = records.filter(({ fields }) => fields['WARC-Type'] === 'response');
    expect(responses).toHaveLength(heard.length);
    for (const { fields, block } of responses) {
      const request = records.find((one) => one.fields['WARC-Concurrent-To'] === fields['WARC-Record-ID']);
      const exchange = heard.find(
        // The answers before the last one, as 103, are left out.
        ({ url, sent, received }) =>
          url === fields['WARC-Target-URI'] &&
          request?.block.equals(sent) &&
          received.subarray(-block.length).equals(block),
      );
      expect(exchange, `${fields['WARC-Target-URI']} as it went over the wire`).toBeDefined();
      expect(block.toString('latin1', 0, 7)).toMatch(/^HTTP\/1/);
      expect(fields['WARC-IP-Address']).toMatch(/^127\.0\.0\.1$|^8\.8\./);
      expect(request?.fields['WARC-Date']).toBe(fields['WARC-Date']);
    }
    expect(await store.archived.count()).toBe(wholePages.length + 2);
  });

  it('has the payload digest of its body without chunk sizes, and tells what was cut off', async () => {
    const { fetch, archive, folder } = await recordingTown();
    for (const host of ['plain', 'no-last-chunk', 'half-body']) await fetch(`http://${host}.test/`);
    await archive.close();
    const [plain, chunked, half] = (await recordsOf(folder)).filter(({ fields }) => fields['WARC-Type'] === 'response');
    expect(chunked?.block.includes('\r\nTransfer-Encoding: chunked')).toBe(true);
    expect([plain?.fields['WARC-Payload-Digest'], chunked?.fields['WARC-Payload-Digest']]).toEqual([
      sha1(Buffer.from(page)),
      sha1(Buffer.from(page)),
    ]);
    expect([plain, chunked, half].map((one) => one?.fields['WARC-Truncated'])).toEqual([
      undefined,
      'unspecified',
      'unspecified',
    ]);
  });

  it('is read alike by warcio and by the index, record by record', async () => {
    const { fetch, archive, folder, store } = await recordingTown();
    const fetched = await Promise.all(
      ['gzip', 'br', 'chain', 'windows-1252'].map((host) => fetch(`http://${host}.test/`)),
    );
    await archive.close();
    const [file = ''] = await readdir(folder);
    const strict = strictRecords(await readFile(join(folder, file)));
    const seen: { offset: number; type: string; block: string }[] = [];
    const parser = new WARCParser(createReadStream(join(folder, file)), { parseHttp: false });
    for await (const record of parser) {
      const block = Buffer.from(await record.readFully());
      seen.push({ offset: parser.offset, type: record.warcType, block: block.toString('latin1') });
    }
    expect(seen).toEqual(
      strict.map(({ offset, fields, block }) => ({
        offset,
        type: fields['WARC-Type'],
        block: block.toString('latin1'),
      })),
    );
    for (const { ref, fetched: answer } of fetched) {
      if (answer.status !== 'ok') continue;
      const entry = await store.archived.of(ref);
      expect(strict.some(({ offset, length }) => offset === entry?.offset && length === entry.length)).toBe(true);
      const page = await archive.pageOf(ref);
      expect(page).toMatchObject({ next: { url: answer.page.url, mediaType: answer.page.mediaType } });
      expect(page && 'next' in page && Buffer.from(page.next.bytes).equals(answer.page.bytes)).toBe(true);
    }
  });

  it('is named by the address that was asked for, over all redirects', async () => {
    const { fetch, archive, folder } = await recordingTown();
    await fetch('http://chain.test/');
    await archive.close();
    const asked = (await recordsOf(folder)).slice(1).map(({ fields }) => fields['Copydesk-Address']);
    expect(new Set(asked)).toEqual(new Set(['http://chain.test/']));
    expect(asked.length).toBeGreaterThan(4);
  });

  it('is not kept with archive: off, and can still be fetched', async () => {
    const { fetch, archive, folder, store } = await recordingTown({ archive: 'off' });
    expect((await fetch('http://plain.test/')).fetched.status).toBe('ok');
    await archive.close();
    await expect(readdir(folder)).rejects.toThrow('ENOENT');
    expect(await store.archived.count()).toBe(0);
  });
});

describe('the files of the archive', () => {
  const settings = { maxFileBytes: 1e9, maxFileMs: 3_600_000, software: 'test' };
  const member = (text: string): Buffer => Buffer.from(text);

  it('are open while they are written, and finished by size and by age', async () => {
    const bySize = await recordingTown({ archiveMaxFileBytes: 1500 });
    for (const host of ['plain', 'gzip', 'br']) await bySize.fetch(`http://${host}.test/`);
    const names = await readdir(bySize.folder);
    expect(names.filter((name) => name.endsWith('.open'))).toHaveLength(1);
    await bySize.archive.close();
    const finished = await readdir(bySize.folder);
    expect(finished.length).toBeGreaterThan(1);
    expect(finished.every((name) => /^copydesk-\d{17}-.+-\d+-\d{5}\.warc\.gz$/.test(name))).toBe(true);

    const folder = join(await scratchDir(), 'archive');
    const aged = warcWriter({ ...settings, folder, maxFileMs: 1 });
    for (const text of ['a', 'b']) {
      await aged.append([member(text)]);
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    await aged.close();
    expect(await readdir(folder)).toHaveLength(2);
  });

  it('of dead processes are closed at the next start, whole records and all; those of the living are left alone', async () => {
    const folder = join(await scratchDir(), 'archive');
    await mkdir(folder);
    const mine = warcWriter({ ...settings, folder });
    const [place] = await mine.append([member('x')]);
    const name = fileName(new Date(), 7);
    // No process has the number 0 to itself, and a dead one's number is past the largest there is.
    const dead = name.replace(`-${process.pid}-`, '-99999999-');
    await writeFile(join(folder, `${dead}.open`), 'half a record');
    await writeFile(join(folder, `${name.replace(`-${process.pid}-`, `-${process.ppid}-`)}.open`), 'at work');
    await writeFile(join(folder, `${dead.replace('-00007', '-00008')}.open`), '');
    const next = warcWriter({ ...settings, folder });
    await next.append([member('y')]);
    const open = (await readdir(folder)).filter((one) => one.endsWith('.open'));
    expect(open).toHaveLength(3);
    expect(await readdir(folder)).toContain(dead);
    expect(open.some((one) => one.includes('-99999999-'))).toBe(false);
    await next.close();
    await mine.close();
    expect(await readdir(folder)).toContain(place?.file);
  });

  it('that were cut off by a crash give all whole records, and tell of the last one', async () => {
    const { fetch, archive, folder } = await recordingTown();
    for (const host of ['plain', 'gzip']) await fetch(`http://${host}.test/`);
    await archive.close();
    const [file = ''] = await readdir(folder);
    const bytes = await readFile(join(folder, file));
    const whole = strictRecords(bytes);
    await writeFile(join(folder, file), bytes.subarray(0, -20));
    const found = await Array.fromAsync(warcRecords(createReadStream(join(folder, file)), { maxBlock: 1e6 }));
    expect(found.filter((one) => 'block' in one)).toHaveLength(whole.length - 1);
    expect(found.at(-1)).toMatchObject({ fault: 'truncated', at: whole.at(-1)?.offset });
  });

  it('that cannot be written put the document off, without a fetch in vain', async () => {
    const { fetch, archive, folder, store, town } = await recordingTown();
    await writeFile(folder, 'a file where the folder should be');
    const refused = await fetch('http://plain.test/').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(LaterError);
    expect((refused as Error).message).toContain(folder);
    await expect(fetch('http://gzip.test/')).rejects.toThrow(LaterError);
    expect(town.visits.map(({ host }) => host)).toEqual(['plain.test']);
    expect(await store.archived.count()).toBe(0);
    await archive.close();
  });

  it('end with a whole record when the disk is full, and go on when there is room again', async () => {
    const folder = join(await scratchDir(), 'archive');
    const { written, refused } = await runBounded(64, 'write-until-full.ts', folder);
    const records = await recordsOf(folder);
    expect(records.filter(({ fields }) => fields['WARC-Type'] === 'request')).toHaveLength(written);
    expect(written).toBeGreaterThan(2);
    expect(refused).toEqual(['LaterError']);
    expect(await readdir(folder)).toHaveLength(1);
  });

  it('leave nothing open that could end the process when not even their first record has room', async () => {
    const folder = join(await scratchDir(), 'archive');
    expect(await runBounded(0, 'write-when-full.ts', folder)).toEqual({ refused: 'LaterError', collected: true });
    expect(await readdir(folder)).toEqual([]);
  });
});

/** What a script prints as JSON. The system lets no file of its process grow past so many KB, as a full disk would not. */
async function runBounded(kilobytes: number, script: string, folder: string) {
  const limited = `ulimit -f ${kilobytes}; exec "$0" --expose-gc "$@"`;
  const ran = await promisify(execFile)(
    'bash',
    ['-c', limited, process.execPath, join(import.meta.dirname, script), folder],
    // Compiled code is written past the bound as well.
    { env: { ...process.env, NODE_DISABLE_COMPILE_CACHE: '1' } },
  );
  return JSON.parse(ran.stdout);
}
