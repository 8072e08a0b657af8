import { WARCRecord, WARCSerializer } from 'warcio';
import { digestOf } from './digest.ts';

/** What a record holds and says of itself, besides what every record says. */
export type RecordParts = {
  type: 'warcinfo' | 'request' | 'response' | 'revisit';
  id: string;
  date: string;
  headers: [name: string, value: string][];
  block: Uint8Array;
};

const contentTypes = {
  warcinfo: 'application/warc-fields',
  request: 'application/http; msgtype=request',
  response: 'application/http; msgtype=response',
  revisit: 'application/http; msgtype=response',
};

/** A new record id. */
export const recordId = (): string => `<urn:uuid:${crypto.randomUUID()}>`;

/** One record of WARC/1.1 as a gzip member of its own. The block goes in as it is, byte for byte. */
export async function packRecord({ type, id, date, headers, block }: RecordParts): Promise<Uint8Array> {
  const record = WARCRecord.create(
    {
      type,
      date,
      warcVersion: 'WARC/1.1',
      warcHeaders: [
        ['WARC-Record-ID', id],
        ['Content-Type', contentTypes[type]],
        ...headers,
        ['WARC-Block-Digest', digestOf(block)],
      ],
    },
    [block],
  );
  // A head of warcio's own making would stand before ours.
  record.httpHeaders = null;
  return WARCSerializer.serialize(record, { gzip: true });
}

/** The record that every file begins with. */
export function warcInfo(file: string, software: string): Promise<Uint8Array> {
  const fields = [`software: ${software}`, 'format: WARC File Format 1.1', 'robots: classic'];
  return packRecord({
    type: 'warcinfo',
    id: recordId(),
    date: new Date().toISOString(),
    headers: [['WARC-Filename', file]],
    block: Buffer.from(fields.map((field) => `${field}\r\n`).join('')),
  });
}
