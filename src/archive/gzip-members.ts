import { crc32, createInflateRaw, type InflateRaw } from 'node:zlib';
import { Window } from './window.ts';

/**
 * What a file gives, in order: a member begins at `at`; bytes of it, unpacked; it ended before `at`; or the
 * member at `at` is damaged, and `over` says that the file ends with it. A file that is not gzip is one member.
 */
export type Piece =
  | { kind: 'begin'; at: number; plain: boolean }
  | { kind: 'bytes'; bytes: Buffer }
  | { kind: 'end'; at: number }
  | { kind: 'damaged'; at: number; why: string; over: boolean };

/** So much of a member is kept to look for the next one in, should it turn out to be damaged. */
const lookBackBytes = 32 * 1024 * 1024;

/**
 * Unpacks a file member by member, which zlib's own streams do not show. `read` hears how many bytes were read so far.
 */
export async function* gzipMembers(
  source: AsyncIterable<Uint8Array>,
  read?: (bytes: number) => void,
): AsyncGenerator<Piece> {
  const window = new Window(source, read);
  if (await isPlain(window)) return yield* plain(window);
  /** After damage a member counts only when it begins as a record does: two bytes of magic stand anywhere. */
  let trusted = true;
  while (await window.has(1)) {
    const at = window.position;
    const outcome = yield* member(window, trusted);
    if (outcome === null) {
      trusted = true;
      continue;
    }
    if (trusted || outcome.begun) yield { kind: 'damaged', at, why: outcome.why, over: outcome.why === endsInside };
    trusted = false;
    window.back(at + 1);
    await toMagic(window);
  }
}

/** How far into a file it is looked for what it is, should its beginning be damaged. */
const lookAhead = 64 * 1024;

/** Whether a file is not compressed: what comes first in it is the beginning of a record, not of a gzip member. */
async function isPlain(window: Window): Promise<boolean> {
  if ((await window.has(2)) && isGzip(window.rest())) return false;
  await window.has(lookAhead);
  const record = window.rest().indexOf('WARC/1.');
  const member = window.rest().indexOf(magic, 0, 'latin1');
  return member === -1 || (record !== -1 && record < member);
}

async function* plain(window: Window): AsyncGenerator<Piece> {
  yield { kind: 'begin', at: 0, plain: true };
  while (await window.has(1)) yield { kind: 'bytes', bytes: window.take(window.rest().length) };
  yield { kind: 'end', at: window.position };
}

/** What is wrong with a member, and whether it was one at all: whether it began as a record does. */
type Damage = { why: string; begun: boolean };

/** So much of a member, unpacked, is held back until its checksum is known: what was damaged is not given as if it were well. */
const heldBytes = 16 * 1024 * 1024;

/** Reads one member. @returns null when it is well. */
async function* member(window: Window, trusted: boolean): AsyncGenerator<Piece, Damage | null> {
  const at = window.position;
  window.keepFrom(at, lookBackBytes);
  const head = await readHead(window);
  if (head !== null) return { why: head, begun: false };
  const inflater = createInflateRaw();
  const failed = Promise.withResolvers<never>();
  failed.promise.catch(() => {});
  inflater.on('error', failed.reject);
  let sum = 0;
  let size = 0;
  let begun = false;
  let held: Buffer[] | null = [];
  let heldSize = 0;
  function* release(): Generator<Piece> {
    if (held === null || !begun) return;
    yield { kind: 'begin', at, plain: false };
    for (const bytes of held) yield { kind: 'bytes', bytes };
    held = null;
  }
  try {
    for (let ended = false; !ended; ) {
      if (!(await window.has(1))) {
        // What a cut file holds is as it was written.
        yield* release();
        return { why: endsInside, begun };
      }
      const input = window.rest();
      const before = inflater.bytesWritten;
      const step = await Promise.race([inflate(inflater, input), failed.promise]);
      window.take(inflater.bytesWritten - before);
      ended = step.ended;
      if (step.bytes.length === 0) continue;
      sum = crc32(step.bytes, sum);
      size = (size + step.bytes.length) % 2 ** 32;
      if (!begun && !trusted && !step.bytes.toString('latin1', 0, 5).startsWith('WARC/'))
        return { why: 'it is no record', begun };
      begun = true;
      if (held === null) yield { kind: 'bytes', bytes: step.bytes };
      else {
        held.push(step.bytes);
        heldSize += step.bytes.length;
        if (heldSize > heldBytes) yield* release();
      }
    }
  } catch (error) {
    return { why: (error as Error).message, begun };
  } finally {
    inflater.destroy();
  }
  if (!(await window.has(8))) {
    yield* release();
    return { why: endsInside, begun };
  }
  const tail = window.take(8);
  if (tail.readUInt32LE(0) !== sum || tail.readUInt32LE(4) !== size)
    return { why: 'its checksum is not that of its bytes', begun };
  yield* release();
  yield { kind: 'end', at: window.position };
  return null;
}

/** Unpacks what it can of `input`: all of it, or up to the end of the member. */
function inflate(inflater: InflateRaw, input: Buffer): Promise<{ bytes: Buffer; ended: boolean }> {
  return new Promise((resolve) => {
    const out: Buffer[] = [];
    const take = (bytes: Buffer): void => void out.push(bytes);
    const done = (ended: boolean): void => {
      inflater.off('data', take).off('end', atEnd);
      resolve({ bytes: Buffer.concat(out), ended });
    };
    const atEnd = (): void => done(true);
    inflater.on('data', take).once('end', atEnd);
    inflater.write(input, () => done(false));
  });
}

/** A member, compressed by deflate. */
const magic = '\x1f\x8b\x08';
const endsInside = 'the file ends inside it';

const isGzip = (bytes: Buffer): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

/** Passes over a member's head. RFC 1952, 2.3. @returns null, or what is wrong with it. */
async function readHead(window: Window): Promise<string | null> {
  if (!(await window.has(10))) return endsInside;
  const head = window.take(10);
  if (!isGzip(head) || head[2] !== 8 || (head[3] ?? 0) > 31) return 'there is no gzip member';
  const flags = head[3] ?? 0;
  if (flags & 4) {
    if (!(await window.has(2))) return endsInside;
    const length = window.take(2).readUInt16LE(0);
    if (!(await window.has(length))) return endsInside;
    window.take(length);
  }
  for (const flag of [8, 16]) {
    if (flags & flag && !(await window.passZero())) return endsInside;
  }
  if (flags & 2) {
    if (!(await window.has(2))) return endsInside;
    window.take(2);
  }
  return null;
}

/** Moves to the next place that may be the beginning of a member, or to the end. */
async function toMagic(window: Window): Promise<void> {
  window.letGo();
  while (await window.has(3)) {
    const rest = window.rest();
    const at = rest.indexOf(magic, 0, 'latin1');
    if (at !== -1) return void window.take(at);
    window.take(rest.length - 2);
  }
  window.take(window.rest().length);
}
