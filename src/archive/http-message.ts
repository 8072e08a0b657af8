import { type Headers, readHeaders } from '../fetch/headers.ts';

/** An HTTP answer as bytes, parted: `raw` is the head with its empty line; `body` is as it was sent, chunk sizes included. */
export type HttpAnswer = { status: number; headers: Headers; raw: Buffer; body: Buffer };

/**
 * Parts the bytes of an answer. Interim answers (1xx) before it are passed over.
 * @returns null when there is no complete head.
 */
export function readAnswer(bytes: Buffer): HttpAnswer | null {
  let from = 0;
  for (;;) {
    const end = headEnd(bytes, from);
    if (end === null) return null;
    const raw = bytes.subarray(from, end);
    const [first = '', ...lines] = raw.toString('latin1').split(/\r?\n/);
    const status = Number(/^HTTP\/\d(?:\.\d)?\s+(\d{3})(?:\s|$)/i.exec(first)?.[1] ?? Number.NaN);
    if (Number.isNaN(status)) return null;
    if (status >= 200 || status === 101) {
      return { status, headers: readHeaders(pairs(lines)), raw, body: bytes.subarray(end) };
    }
    from = end;
  }
}

/** Where the body begins: after the first empty line, whichever line ends the head uses. */
function headEnd(bytes: Buffer, from: number): number | null {
  for (let at = bytes.indexOf(10, from); at !== -1; at = bytes.indexOf(10, at + 1)) {
    if (bytes[at + 1] === 10) return at + 2;
    if (bytes[at + 1] === 13 && bytes[at + 2] === 10) return at + 3;
  }
  return null;
}

/** Names and values, one after the other; a line that begins with white space goes on with the one before. */
function pairs(lines: string[]): string[] {
  const flat: string[] = [];
  for (const line of lines) {
    if (/^[ \t]/.test(line) && flat.length > 0) flat[flat.length - 1] += ` ${line.trim()}`;
    else if (line.includes(':'))
      flat.push(line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim());
  }
  return flat;
}

/** A body without its transfer coding. `complete`: its last chunk, or as much as its length says, is there. */
export function withoutChunks(body: Buffer, headers: Headers): { bytes: Buffer; complete: boolean } {
  const coding = headers.find(([name]) => name === 'transfer-encoding')?.[1].toLowerCase() ?? '';
  if (coding.includes('chunked')) {
    const parted = dechunk(body);
    // Many crawlers keep the header and take out the chunks that it speaks of.
    return parted ?? { bytes: body, complete: true };
  }
  const length = headers.find(([name]) => name === 'content-length')?.[1];
  return { bytes: body, complete: length === undefined || body.length >= Number(length) };
}

/** Null when the body does not begin with a chunk. RFC 9112, 7.1. */
function dechunk(body: Buffer): { bytes: Buffer; complete: boolean } | null {
  const parts: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\n', at);
    const line = end === -1 ? '' : body.toString('latin1', at, Math.min(end, at + 1_000)).trim();
    const size = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(line)?.[1];
    if (size === undefined) return parts.length === 0 ? null : { bytes: Buffer.concat(parts), complete: false };
    const length = Number.parseInt(size, 16);
    if (length === 0) return { bytes: Buffer.concat(parts), complete: true };
    const from = end + 1;
    parts.push(body.subarray(from, from + length));
    at = from + length;
    if (at > body.length) return { bytes: Buffer.concat(parts), complete: false };
    if (body[at] === 13) at += 1;
    if (body[at] === 10) at += 1;
    else return parts.length === 1 ? null : { bytes: Buffer.concat(parts), complete: false };
  }
}
