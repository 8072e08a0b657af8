import type { Readable } from 'node:stream';
import { Client } from 'undici';
import type { Connection } from './connector.ts';
import { type ConnectorNeeds, guardedConnector, unconnected } from './connector.ts';
import type { Hop } from './fetched.ts';
import { boundedHeaders, type Headers, readHeaders } from './headers.ts';

/** Longer heads than any honest one, with its policies and cookies. */
const mostHeaderBytes = 64 * 1024;

/** The answer to one request. `close` ends the connection, whatever was read of the body. */
export type Answer = {
  status: number;
  headers: Headers;
  body: Readable;
  close(): Promise<void>;
};

/** What is asked of a host: a GET, or a POST of `form`. */
export type Asked = { url: URL; headers: Record<string, string>; signal: AbortSignal; form?: string };

/** Asks, hands the answer to `use` as soon as its head is there, and ends the connection whatever came of it. */
export async function exchange<T>(
  asked: Asked,
  needs: ConnectorNeeds,
  hop: Hop,
  use: (answer: Answer) => Promise<T>,
): Promise<T> {
  const answer = await request(asked, needs, hop);
  try {
    return await use(answer);
  } finally {
    answer.body.destroy();
    await answer.close();
  }
}

/**
 * Asks over a connection of its own and waits for the head of the answer. A connection carries one exchange: hosts are asked seconds apart, and so every request is looked up, checked, timed and archived by itself.
 * `hop` is filled in as far as it comes, also when this throws.
 */
async function request({ url, headers, signal, form }: Asked, needs: ConnectorNeeds, hop: Hop): Promise<Answer> {
  const began = performance.now();
  const sinceBegin = (): number => Math.round((performance.now() - began) * 10) / 10;
  const seen: Connection = unconnected();
  const client = new Client(url.origin, {
    connect: guardedConnector(needs, url, seen),
    maxHeaderSize: mostHeaderBytes,
    // One bound holds for the whole fetch: the signal.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  const close = async (): Promise<void> => {
    hop.timing.totalMs = sinceBegin();
    await client.destroy();
  };
  try {
    const {
      statusCode,
      headers: raw,
      body,
    } = await client.request({
      path: `${url.pathname}${url.search}`,
      method: form === undefined ? 'GET' : 'POST',
      body: form ?? null,
      headers,
      signal,
      reset: true,
      responseHeaders: 'raw',
    });
    note(hop, seen);
    hop.timing.firstByteMs = sinceBegin();
    const read = readHeaders(raw as unknown as string[]);
    hop.status = statusCode;
    hop.headers = boundedHeaders(read);
    let complete = statusCode === 204 || statusCode === 304;
    body.once('end', () => {
      complete = true;
    });
    const ended = async (): Promise<void> => {
      await close();
      seen.exchange?.closed(complete);
    };
    // A body that is destroyed unread reports that as an error, to nobody.
    body.on('error', () => {});
    return { status: statusCode, headers: read, body, close: ended };
  } catch (error) {
    seen.over = true;
    note(hop, seen);
    await close();
    seen.exchange?.closed(false);
    throw error;
  }
}

function note(hop: Hop, { ip, dnsMs, connectMs, tlsMs }: Connection): void {
  hop.ip = ip;
  Object.assign(hop.timing, { dnsMs, connectMs, tlsMs });
}
