/** A record's head: its fields by lower-case name, its own size, and how long its block is said to be. */
export type RecordHead = { fields: Map<string, string>; size: number; length: number };

/**
 * Reads the head that `bytes` begin with.
 * @returns 'more' when its end has not come, within `most` bytes; or what is wrong with it.
 */
export function readRecordHead(bytes: Buffer, most: number): RecordHead | { bad: string } | 'more' {
  const window = bytes.subarray(0, most);
  const begins = window.toString('latin1', 0, 8);
  if (!'WARC/1.0'.startsWith(begins.slice(0, 7)) || (begins.length === 8 && !/^WARC\/1\.\d$/.test(begins))) {
    const isArc = window.toString('latin1', 0, 11) === 'filedesc://';
    return { bad: isArc ? 'it is an ARC file, the format before WARC, which is not read' : 'no record begins here' };
  }
  const crlf = window.indexOf('\r\n\r\n');
  const lf = window.indexOf('\n\n');
  if (crlf === -1 && lf === -1) return bytes.length < most ? 'more' : { bad: `its head is longer than ${most} bytes` };
  const size = crlf !== -1 && (lf === -1 || crlf < lf) ? crlf + 4 : lf + 2;
  const fields = new Map<string, string>();
  let last = '';
  for (const line of window.toString('utf8', 0, size).split(/\r?\n/).slice(1)) {
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last !== '') fields.set(last, `${fields.get(last)} ${line.trim()}`);
    else if (colon > 0) {
      last = line.slice(0, colon).trim().toLowerCase();
      if (!fields.has(last)) fields.set(last, line.slice(colon + 1).trim());
    }
  }
  const length = fields.get('content-length') ?? '';
  if (!/^\d{1,15}$/.test(length)) return { bad: `its Content-Length is "${length.slice(0, 40)}"` };
  return { fields, size, length: Number(length) };
}
