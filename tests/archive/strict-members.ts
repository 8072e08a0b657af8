import { createHash } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';

/** A record read by the letter of the standard. */
export type StrictRecord = {
  offset: number;
  length: number;
  head: string[];
  fields: Record<string, string>;
  block: Buffer;
};

/**
 * Reads a .warc.gz by the letter of ISO 28500 and throws at the first breach: each record is one gzip member, the members
 * fill the file, a record is a head, its block of Content-Length bytes and two line ends, and digests are those of its bytes.
 */
export function strictRecords(file: Buffer): StrictRecord[] {
  const records: StrictRecord[] = [];
  for (let offset = 0; offset < file.length; ) {
    const header = file.subarray(offset, offset + 10);
    if (header.readUInt16BE(0) !== 0x1f8b || header[2] !== 8) throw new Error(`no gzip member at ${offset}`);
    if (header[3] !== 0) throw new Error('the strict reader knows no gzip options');
    const { buffer, engine } = inflateRawSync(file.subarray(offset + 10), { info: true }) as unknown as {
      buffer: Buffer;
      engine: { bytesWritten: number };
    };
    const length = 10 + engine.bytesWritten + 8;
    if (file.readUInt32LE(offset + length - 4) !== buffer.length) throw new Error(`wrong size at ${offset}`);
    records.push({ offset, length, ...strictRecord(buffer) });
    offset += length;
  }
  return records;
}

function strictRecord(bytes: Buffer): Omit<StrictRecord, 'offset' | 'length'> {
  const end = bytes.indexOf('\r\n\r\n');
  const [version, ...head] = bytes.toString('utf8', 0, end).split('\r\n');
  if (version !== 'WARC/1.1') throw new Error(`version ${version}`);
  const fields = Object.fromEntries(
    head.map((line) => [line.slice(0, line.indexOf(': ')), line.slice(line.indexOf(': ') + 2)]),
  );
  for (const must of ['WARC-Record-ID', 'Content-Length', 'WARC-Date', 'WARC-Type']) {
    if (!fields[must]) throw new Error(`${must} is missing`);
  }
  if (new Set(head.map((line) => line.split(':')[0])).size !== head.length) throw new Error('a field stands twice');
  const length = Number(fields['Content-Length']);
  const block = bytes.subarray(end + 4, end + 4 + length);
  if (bytes.toString('latin1', end + 4 + length) !== '\r\n\r\n') throw new Error('no two line ends after the block');
  const told = fields['WARC-Block-Digest'];
  if (told !== sha1(block)) throw new Error(`block digest ${told} is not ${sha1(block)}`);
  return { head, fields, block };
}

/** SHA-1 in base 32, by way of a number: not the product's own way. */
export function sha1(bytes: Uint8Array): string {
  const number = BigInt(`0x${createHash('sha1').update(bytes).digest('hex')}`);
  const digits = [...number.toString(32).padStart(32, '0')].map((digit) => Number.parseInt(digit, 32));
  return `sha1:${digits.map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[digit]).join('')}`;
}
