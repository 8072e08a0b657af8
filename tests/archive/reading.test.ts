import { Readable } from 'node:stream';
import { gunzipSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { WarcFault, WarcRecord } from '../../src/archive/found-record.ts';
import { warcRecords } from '../../src/archive/warc-records.ts';

const record = (n: number, more: { length?: number; head?: string; block?: string } = {}): Buffer => {
  const block =
    more.block ??
    `HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>Story ${n} ${'of the town '.repeat(n * 30)}</p>`;
  const length = more.length ?? Buffer.byteLength(block);
  const head =
    more.head ??
    `WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/${n}\r\nContent-Length: ${length}\r\n\r\n`;
  return Buffer.from(`${head}${block}\r\n\r\n`);
};
const five = [1, 2, 3, 4, 5];
const members = (records: Buffer[]): Buffer => Buffer.concat(records.map((one) => gzipSync(one)));

/** Reads in chunks of odd sizes, as files and nets give them. */
function read(bytes: Uint8Array, chunk = 1_000, maxBlock = 100_000): Promise<(WarcRecord | WarcFault)[]> {
  function* chunks(): Generator<Uint8Array> {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return Array.fromAsync(warcRecords(Readable.from(chunks()), { maxBlock }));
}

/** Records by the end of their address, faults by their code. */
const told = (found: (WarcRecord | WarcFault)[]): string =>
  found.map((one) => ('fault' in one ? one.fault : (one.fields.get('warc-target-uri') ?? '?').slice(-1))).join(' ');

/** The length of a block that has lost the carriage returns of its own head. */
const shorter = (line: string): string => line.replace(/\d+/, (length) => `${Number(length) - 3}`);

const flip = (bytes: Buffer, at: number): Buffer => {
  const flipped = Buffer.from(bytes);
  flipped[at] = (flipped[at] ?? 0) ^ 0xff;
  return flipped;
};
/** Where a record's member begins among others. */
const memberAt = (n: number): number => members(five.slice(0, n - 1).map((one) => record(one))).length;
const good = (): Buffer[] => five.map((n) => record(n));
const put = (n: number, instead: Buffer): Buffer[] => good().map((one, i) => (i === n - 1 ? instead : one));

describe('a file whose records', () => {
  it.each<[what: string, bytes: () => Buffer, found: string]>([
    ['are all well, a gzip member each', () => members(good()), '1 2 3 4 5'],
    ['are all well, not compressed', () => Buffer.concat(good()), '1 2 3 4 5'],
    ['are all in one gzip member', () => gzipSync(Buffer.concat(good())), '1 2 3 4 5'],
    ['go on from one gzip member into the next', () => blockwise(Buffer.concat(good()), 700), '1 2 3 4 5'],
    [
      'end their lines with \\n alone',
      () => members(put(2, record(2, { head: record(2).toString().split('HTTP/')[0]?.replaceAll('\r', '') ?? '' }))),
      '1 2 3 4 5',
    ],
    [
      'end with \\n\\n, not compressed',
      () =>
        Buffer.from(
          Buffer.concat(good())
            .toString()
            .replaceAll('\r', '')
            .replace(/^Content-Length.*$/gm, (line) => shorter(line)),
        ),
      '1 2 3 4 5',
    ],
    [
      'follow each other without an empty line',
      () => Buffer.concat(good().map((one) => one.subarray(0, -4))),
      '1 2 3 4 5',
    ],
    ['end with one line end', () => members(good().map((one) => one.subarray(0, -2))), '1 2 3 4 5'],
    [
      'are of ARC, the older format',
      () => Buffer.from(`filedesc://x.arc 0.0.0.0 20240305 text/plain 9\n1 0 x\n`),
      'bad-head',
    ],
    ['have a byte wrong in the data', () => flip(members(good()), memberAt(3) + 60), '1 2 bad-gzip 4 5'],
    ['have a byte wrong in the checksum', () => flip(members(good()), memberAt(4) - 6), '1 2 bad-gzip 4 5'],
    ['have a byte wrong in the magic', () => flip(members(good()), memberAt(3)), '1 2 bad-gzip 4 5'],
    [
      'stand before and behind what is no gzip',
      () => Buffer.concat([members([record(1)]), Buffer.alloc(5_000, 7), members([record(2)])]),
      '1 bad-gzip 2',
    ],
    ['are cut off', () => members(good()).subarray(0, -30), '1 2 3 4 truncated'],
    ['are cut off, not compressed', () => Buffer.concat(good()).subarray(0, -300), '1 2 3 4 truncated'],
    ['are cut off in a head', () => members(good()).subarray(0, memberAt(5) + 4), '1 2 3 4 truncated'],
    ['have a length that is too small', () => members(put(3, record(3, { length: 35 }))), '1 2 bad-length 4 5'],
    [
      'have a length that is too small, not compressed',
      () => Buffer.concat(put(3, record(3, { length: 35 }))),
      '1 2 bad-length 4 5',
    ],
    ['have a length that is too large', () => members(put(3, record(3, { length: 9_000 }))), '1 2 bad-length 4 5'],
    [
      'have a length that is too large, not compressed',
      () => Buffer.concat(put(3, record(3, { length: 1_500 }))),
      '1 2 bad-length 4 5',
    ],
    [
      'have no length',
      () => members(put(3, record(3, { head: 'WARC/1.0\r\nWARC-Type: response\r\n\r\n' }))),
      '1 2 bad-head 4 5',
    ],
    [
      'have a head without an end',
      () => members(put(3, record(3, { head: `WARC/1.0\r\n${'X-Long: value\r\n'.repeat(6_000)}` }))),
      '1 2 bad-head 4 5',
    ],
    ['are larger than is taken', () => members(put(3, record(3, { block: 'x'.repeat(200_000) }))), '1 2 too-large 4 5'],
    [
      'are larger than is taken, not compressed',
      () => Buffer.concat(put(3, record(3, { block: 'x'.repeat(200_000) }))),
      '1 2 too-large 4 5',
    ],
    ['are none', () => Buffer.alloc(0), ''],
    ['are something else', () => Buffer.from('<!doctype html><p>A page'), 'bad-head'],
    ['have a byte wrong in the first magic', () => flip(members(good()), 0), 'bad-gzip 2 3 4 5'],
    ['have a byte wrong in the first head, not compressed', () => flip(Buffer.concat(good()), 0), 'bad-head 2 3 4 5'],
  ])('%s', async (_what, bytes, found) => {
    expect(told(await read(bytes()))).toBe(found);
    expect(told(await read(bytes(), 7))).toBe(found);
  });
});

it('tells the offset of each record and of each fault', async () => {
  const found = await read(flip(members(good()), memberAt(3) + 60));
  expect(found.map(({ at }) => at)).toEqual(five.map(memberAt));
});

it('gives places that hold one record each, and none where a record cannot be read by itself', async () => {
  const packed = members(good());
  for (const one of await read(packed)) {
    if ('fault' in one || one.place === null) throw new Error('not a record with a place');
    const { offset, length } = one.place;
    expect(gunzipSync(packed.subarray(offset, offset + length)).includes(one.block)).toBe(true);
  }
  const plain = Buffer.concat(good());
  const places = (await read(plain)).map((one) => ('place' in one ? one.place : null));
  expect(
    places.map((place) => plain.toString('latin1', place?.offset, (place?.offset ?? 0) + (place?.length ?? 0))),
  ).toEqual(good().map((one) => one.toString('latin1')));
  const shared = await read(gzipSync(plain));
  expect(shared.every((one) => 'place' in one && one.place === null)).toBe(true);
});

it('gives every record that no damage touches, whatever the damage is', async () => {
  const packed = members(good());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ at: fc.nat(packed.length - 1), byte: fc.nat(255) }), { minLength: 1, maxLength: 4 }),
      fc.nat(packed.length),
      async (damages, cut) => {
        const damaged = Buffer.from(packed);
        for (const { at, byte } of damages) damaged[at] = byte;
        const bytes = cut % 3 === 0 ? damaged.subarray(0, cut) : damaged;
        const found = await read(bytes);
        const untouched = five.filter((n) => {
          const [from, to] = [memberAt(n), n === 5 ? packed.length : memberAt(n + 1)];
          return bytes.length >= to && bytes.subarray(from, to).equals(packed.subarray(from, to));
        });
        const numbers = told(found).split(' ');
        for (const n of untouched) expect(numbers).toContain(String(n));
        for (const one of found)
          if ('block' in one && one.block.includes('Story')) expect(one.block.includes('of the town')).toBe(true);
      },
    ),
    {
      numRuns: 300,
      // The second member damaged behind a first that is not found.
      examples: [
        [
          [
            { at: 308, byte: 218 },
            { at: 0, byte: 0 },
          ],
          55,
        ],
      ],
    },
  );
});

/** Gzip members of so many bytes each, wherever records end. */
function blockwise(bytes: Buffer, size: number): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += size) parts.push(gzipSync(bytes.subarray(at, at + size)));
  return Buffer.concat(parts);
}
