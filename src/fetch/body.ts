import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Note } from '../pipeline/documents.ts';
import { decoders } from './content-coding.ts';
import { faultOf } from './error-codes.ts';
import { FetchFault } from './fetch-fault.ts';

/** The bounds of a body, all counted while it streams. */
export type BodyLimits = { maxWireBytes: number; maxBytes: number; maxRatio: number };

/** A body unpacked. `notes` tells of one that was cut and is complete none the less. */
export type Body = { bytes: Buffer; wireBytes: number; notes: Note[] };

/** Below this a high ratio is no danger: a short page of one letter must not be taken for a bomb. */
const ratioCountsFrom = 64 * 1024;

/**
 * Reads a body to its end through its codings.
 * A body that breaks off is a fault, so that no half of a story is indexed, unless what came holds the end of its
 * document: servers that count their own length wrong, or leave out a last chunk, do so every time.
 * What comes after the first `enoughBytes` is not read.
 * @throws FetchFault
 */
export async function readBody(
  wire: AsyncIterable<Uint8Array>,
  contentEncoding: string,
  limits: BodyLimits,
  enoughBytes?: number,
): Promise<Body> {
  // Bounds below what is enough would hold it up.
  const maxWireBytes = limits.maxWireBytes + (enoughBytes ?? 0);
  const maxBytes = limits.maxBytes + (enoughBytes ?? 0);
  let wireBytes = 0;
  let broken: unknown = null;
  async function* counted(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of wire) {
        wireBytes += chunk.length;
        if (wireBytes > maxWireBytes) throw new FetchFault('too-large', `more than ${maxWireBytes} bytes on the wire`);
        yield chunk;
        if (isEnough()) return;
      }
    } catch (error) {
      if (!isBreak(error)) throw error;
      broken = error;
    }
  }
  const admit = (): ((size: number) => void) => {
    let total = 0;
    return (size) => {
      total += size;
      if (total > maxBytes) throw new FetchFault('too-large', `more than ${maxBytes} bytes when unpacked`);
      if (total > ratioCountsFrom && total > wireBytes * limits.maxRatio) {
        throw new FetchFault(
          'compression-bomb',
          `more than ${limits.maxRatio} times its ${wireBytes} bytes on the wire`,
        );
      }
    };
  };
  const chunks: Buffer[] = [];
  let size = 0;
  const isEnough = (): boolean => enoughBytes !== undefined && size >= enoughBytes;
  const kept = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(chunk);
      size += chunk.length;
      done();
    },
  });
  let damaged = false;
  try {
    await pipeline([counted(), ...decoders(contentEncoding, admit), kept]);
  } catch (error) {
    if (!isDamage(error)) throw error;
    // A connection that broke leaves its coding unfinished: then the connection is to be named.
    damaged = broken === null && (error as NodeJS.ErrnoException).code !== 'Z_BUF_ERROR';
    broken ??= error;
  }
  const bytes = Buffer.concat(chunks).subarray(0, enoughBytes);
  if (broken === null || isEnough()) return { bytes, wireBytes, notes: [] };
  const where = `after ${bytes.length} bytes (${(broken as Error).message})`;
  const fault = new FetchFault(damaged ? 'bad-encoding' : 'cut-short', where, { cause: broken });
  if (!holdsItsEnd(bytes)) throw fault;
  return {
    bytes,
    wireBytes,
    notes: [{ code: fault.code, detail: `${fault.message}; the end of the document was there` }],
  };
}

/** The connection's end, or a chunk's that cannot be read: the bytes before it are good. */
function isBreak(error: unknown): boolean {
  const code = faultOf(error)?.code;
  return code === 'connection-reset' || code === 'bad-http';
}

/** What zlib, Brotli and Zstandard say of data that they cannot go on with. */
function isDamage(error: unknown): boolean {
  return /^(Z_|ERR__ERROR_|ERR_BROTLI_|ZSTD_)/.test((error as NodeJS.ErrnoException).code ?? '');
}

/** The end of a document of any kind that is read, with nothing but remarks and small scripts behind it. */
const documentEnd = /<\/(?:html|rss|feed|rdf:rdf|(?:\w+:)?urlset|(?:\w+:)?sitemapindex)\s*>/i;
const tailBytes = 4_096;

function holdsItsEnd(bytes: Buffer): boolean {
  // Tags are ASCII in every charset but UTF-16, whose zeros are passed over.
  return documentEnd.test(bytes.subarray(-tailBytes).toString('latin1').replaceAll('\0', ''));
}
