import { PassThrough, Transform } from 'node:stream';
import zlib from 'node:zlib';
import { FetchFault } from './fetch-fault.ts';
import { gunzip } from './gunzip.ts';

/** The codings asked for. Every one is unpacked here, never by the HTTP client, so that each byte is counted. */
export const acceptEncoding = 'gzip, deflate, br, zstd';

/** What says that nothing is packed, and what servers put here that is about something else. */
const noCodings = new Set(['', 'identity', 'none', 'aws-chunked', 'binary', '8bit', 'utf-8', 'utf8', 'iso-8859-1']);

/** More codings one on the other are no honest page. */
const mostCodings = 3;

/** Makes what unpacks a body that begins with `head`; a body that is not what its label says passes as it is. */
type Opener = (head: Buffer) => Transform;

const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b;
/** RFC 1950, 2.2: method 8, and the first two bytes are a multiple of 31. Without this head it is raw, RFC 1951. */
const isZlib = (head: Buffer): boolean => ((head[0] ?? 0) & 0x0f) === 8 && head.readUInt16BE(0) % 31 === 0;
/** RFC 8878, 3.1: a frame, or one to be skipped. */
const isZstd = (head: Buffer): boolean => {
  const magic = head.readUInt32LE(0);
  return magic === 0xfd2fb528 || magic >>> 4 === 0x184d2a5;
};
/** Markup and most text begin so; deflated data without a head hardly ever does. */
const isMarkup = (head: Buffer): boolean => /^\s*</.test(head.toString('latin1'));

const ungzip: Opener = (head) => (isGzip(head) ? gunzip() : new PassThrough());
const openers: Record<string, Opener> = {
  gzip: ungzip,
  'x-gzip': ungzip,
  deflate: (head) =>
    isZlib(head) ? zlib.createInflate() : isMarkup(head) ? new PassThrough() : zlib.createInflateRaw(),
  br: (head) => (isMarkup(head) ? new PassThrough() : zlib.createBrotliDecompress()),
  // RFC 9659: windows of more than 8 MB need not be taken, and cost their size in memory.
  zstd: (head) =>
    isZstd(head)
      ? zlib.createZstdDecompress({ params: { [zlib.constants.ZSTD_d_windowLogMax]: 23 } })
      : new PassThrough(),
};

/**
 * The streams that unpack a body with this Content-Encoding, in order. Two gunzips are added that act only on what
 * is gzip without saying so: packed twice, or a file of gzip. `admit` is called with the size of all that each gives.
 * @throws FetchFault unknown-encoding
 */
export function decoders(contentEncoding: string, admit: () => (size: number) => void): Transform[] {
  const labels = contentEncoding
    .toLowerCase()
    .split(',')
    .map((label) => label.trim());
  const codings = labels.filter((label) => !noCodings.has(label));
  if (codings.length > mostCodings) {
    throw new FetchFault(
      'unknown-encoding',
      `${codings.length} codings one on the other, and ${mostCodings} are taken`,
    );
  }
  const declared = codings.reverse().map((coding) => {
    const opener = Object.hasOwn(openers, coding) ? openers[coding] : undefined;
    if (!opener) throw new FetchFault('unknown-encoding', `"${coding.slice(0, 40)}" is none of ${acceptEncoding}`);
    return opener;
  });
  const hidden = Array.from({ length: Math.min(2, mostCodings - declared.length) }, () => ungzip);
  return [...declared, ...hidden].map((opener) => unpacker(opener, admit()));
}

/** Enough of a body to see what it is. */
const headBytes = 4;

/**
 * One stream that chooses by the first bytes how to unpack. What comes out is admitted inside the unpacker's own turn,
 * not a buffer later: a bomb is stopped at the chunk that is too much. What stands behind the end of the packed data is
 * passed over.
 */
function unpacker(open: Opener, admit: (size: number) => void): Transform {
  let inner: Transform | null = null;
  let head = Buffer.alloc(0);
  let ended = false;
  let onTaken: (() => void) | null = null;
  const taken = (): void => {
    const done = onTaken;
    onTaken = null;
    done?.();
  };
  const begin = (outer: Transform): Transform => {
    const padded = head.length < headBytes ? Buffer.concat([head, Buffer.alloc(headBytes)]) : head;
    const made = open(padded);
    made.on('error', (error) => outer.destroy(error));
    made.on('data', (chunk: Buffer) => {
      if (outer.destroyed) return;
      try {
        admit(chunk.length);
        outer.push(chunk);
      } catch (error) {
        outer.destroy(error as Error);
        made.destroy();
      }
    });
    // Data that go on behind their end are never reported as written.
    made.once('end', () => {
      ended = true;
      taken();
    });
    return made;
  };
  const give = (to: Transform, chunk: Buffer, done: () => void): void => {
    onTaken = done;
    if (ended) taken();
    else to.write(chunk, taken);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (inner !== null) return give(inner, chunk, done);
      head = Buffer.concat([head, chunk]);
      if (head.length < headBytes) return done();
      inner = begin(this);
      give(inner, head, done);
    },
    flush(done) {
      if (inner === null) {
        if (head.length === 0) return done();
        inner = begin(this);
        inner.write(head);
      }
      if (ended) return done();
      inner.once('end', () => done());
      inner.end();
    },
    destroy(error, done) {
      inner?.destroy();
      done(error);
    },
  });
}
