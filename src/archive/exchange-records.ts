import { digestOf } from './digest.ts';
import { readAnswer, withoutChunks } from './http-message.ts';
import { packRecord, recordId } from './warc-record.ts';

/** One request and its answer as they went over the wire. `cut`: more came than is kept. */
export type Exchanged = {
  url: string;
  ip: string | null;
  at: Date;
  sent: Buffer;
  received: Buffer;
  complete: boolean;
  cut: boolean;
};

/** Names the address that was asked for in the first place, so that a replay finds the same document after redirects. */
export const addressField = 'Copydesk-Address';

/** Tells a feed from a page: a replay of pages passes it over, though some servers call a feed text. */
export const purposeField = 'Copydesk-Purpose';
export type Purpose = 'page' | 'feed';

/** The two records of an exchange, packed: the answer first. `digest` is of the answer's body without its chunk sizes. */
export type ExchangeRecords = { packed: Uint8Array[]; digest: string; url: string; date: string };

/**
 * Makes a response and a request record. The blocks are the bytes of the wire: heads, chunk sizes and compression are
 * kept. The payload digest is of the body without chunk sizes, as WARC 1.1 wants (6.3.2). An answer of 304 becomes a
 * revisit (6.7.3).
 * @returns null when no answer came: there is nothing to keep.
 */
export async function exchangeRecords(
  exchanged: Exchanged,
  address: string,
  purpose: Purpose,
): Promise<ExchangeRecords | null> {
  const answer = readAnswer(exchanged.received);
  if (answer === null) return null;
  const { url, ip, complete, cut } = exchanged;
  const body = withoutChunks(answer.body, answer.headers);
  const digest = digestOf(body.bytes);
  const date = exchanged.at.toISOString();
  const unchanged = answer.status === 304;
  const responseId = recordId();
  const shared: [string, string][] = [
    ['WARC-Target-URI', url],
    ...(ip === null ? [] : [['WARC-IP-Address', ip] as [string, string]]),
    [addressField, address],
    ...(purpose === 'page' ? [] : [[purposeField, purpose] as [string, string]]),
  ];
  const truncated = cut ? 'length' : complete || (body.complete && isBounded(answer.headers)) ? null : 'unspecified';
  const response = packRecord({
    type: unchanged ? 'revisit' : 'response',
    id: responseId,
    date,
    headers: [
      ...shared,
      ['WARC-Payload-Digest', digest],
      ...(unchanged ? [['WARC-Profile', notModified] as [string, string]] : []),
      ...(truncated === null ? [] : [['WARC-Truncated', truncated] as [string, string]]),
    ],
    block: Buffer.concat([answer.raw, answer.body]),
  });
  const request = packRecord({
    type: 'request',
    id: recordId(),
    date,
    headers: [...shared, ['WARC-Concurrent-To', responseId], ['WARC-Payload-Digest', digestOf(Buffer.alloc(0))]],
    block: exchanged.sent,
  });
  return { packed: await Promise.all([response, request]), digest, url, date };
}

const notModified = 'http://netpreserve.org/warc/1.1/revisit/server-not-modified';

/** Whether the answer says itself where its body ends. */
const isBounded = (headers: [string, string][]): boolean =>
  headers.some(([name]) => name === 'content-length' || name === 'transfer-encoding');
