import { Transform, type TransformCallback } from 'node:stream';
import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';

/** A head names a file and may carry a remark; more than this is none. */
const longestHead = 64 * 1024;
const tailLength = 8;

/** What zlib's own streams say of the same damage, so that one table of codes serves both. */
const fault = (code: 'Z_DATA_ERROR' | 'Z_BUF_ERROR', message: string): Error =>
  Object.assign(new Error(message), { code });

/**
 * Unpacks gzip member by member (RFC 1952) and passes over what stands behind the last one, as browsers and curl do.
 * zlib's own stream takes that for damage, and gives nothing of the bytes that came with it.
 */
export function gunzip(): Transform {
  let inflater: InflateRaw | null = null;
  let inTail = false;
  let held: Buffer = Buffer.alloc(0);
  let members = 0;
  let isOver = false;
  let sum = 0;
  let size = 0;

  /** Takes the head of a member off `held`; false when there is too little of it. */
  function begin(outer: Transform): boolean {
    const length = headLength(held);
    if (length === 'more' && held.length < longestHead) return false;
    if (typeof length === 'string') {
      if (members === 0) throw fault('Z_DATA_ERROR', 'incorrect header check');
      isOver = true;
      return false;
    }
    held = held.subarray(length);
    [sum, size] = [0, 0];
    inflater = createInflateRaw().on('error', () => {});
    inflater.on('data', (bytes: Buffer) => {
      sum = crc32(bytes, sum);
      size = (size + bytes.length) % 2 ** 32;
      outer.push(bytes);
    });
    return true;
  }

  /** Unpacks what it can of `held`. */
  async function inflate(raw: InflateRaw): Promise<void> {
    const before = raw.bytesWritten;
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    const atEnd = (): void => resolve(true);
    raw.once('end', atEnd).once('error', reject);
    raw.write(held, () => resolve(false));
    const ended = await promise;
    raw.off('end', atEnd).off('error', reject);
    held = held.subarray(raw.bytesWritten - before);
    // What it leaves is behind its end, of which it may tell late.
    if (ended || held.length > 0) [inflater, inTail] = [null, true];
  }

  function check(): void {
    if (held.readUInt32LE(0) !== sum || held.readUInt32LE(4) !== size)
      throw fault('Z_DATA_ERROR', 'its checksum is not that of its bytes');
    held = held.subarray(tailLength);
    members += 1;
    inTail = false;
  }

  async function take(outer: Transform, chunk: Buffer): Promise<void> {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    while (held.length > 0 && !isOver) {
      if (inflater !== null) await inflate(inflater);
      else if (!inTail) {
        if (!begin(outer)) return;
      } else if (held.length < tailLength) return;
      else check();
    }
  }

  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      if (isOver) return done();
      take(this, chunk).then(() => done(), done);
    },
    flush(done) {
      const isWhole = isOver || (members > 0 && inflater === null && !inTail);
      done(isWhole ? null : fault('Z_BUF_ERROR', 'unexpected end of file'));
    },
    destroy(error, done) {
      inflater?.destroy();
      done(error);
    },
  });
}

/** How long the head is that these bytes begin with (RFC 1952, 2.3); `more` when it goes on, `none` when it is none. */
function headLength(bytes: Buffer): number | 'more' | 'none' {
  const signature = [0x1f, 0x8b, 8];
  if (signature.some((byte, at) => at < bytes.length && bytes[at] !== byte)) return 'none';
  const flags = bytes[3] ?? 0;
  if (flags > 31) return 'none';
  let length = 10;
  if (flags & 4) {
    if (bytes.length < 12) return 'more';
    length += 2 + bytes.readUInt16LE(10);
  }
  for (const flag of [8, 16]) {
    if ((flags & flag) === 0) continue;
    const end = bytes.indexOf(0, length);
    if (end === -1) return 'more';
    length = end + 1;
  }
  if (flags & 2) length += 2;
  return bytes.length < length ? 'more' : length;
}
