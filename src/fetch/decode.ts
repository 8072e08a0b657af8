import chardet from 'chardet';
import htmlEncodingSniffer from 'html-encoding-sniffer';
import type { MediaType, Note, Reason } from '../pipeline/documents.ts';

/** Decoded text and the charset it was in, or why the bytes are no text. */
export type Decoded = { text: string; charset: string; notes: Note[] } | { rejected: Reason };

/** How much of a document the guess at its charset reads. */
const sampleBytes = 64 * 1024;

/**
 * Turns bytes into text, once. The charset is told by a byte-order mark, by `declared` (the HTTP header), by the
 * document's own meta tag (WHATWG encoding sniffing), or it is UTF-8 when the bytes are; else it is guessed from the
 * bytes, which is noted. Bytes that no charset makes text of are rejected as binary.
 */
export function decode(bytes: Uint8Array, mediaType: MediaType, declared: string | null): Decoded {
  if (bytes.length === 0) return { rejected: { code: 'empty', detail: 'it holds no bytes' } };
  const notes: Note[] = [];
  const kind = knownBinary(bytes);
  if (kind !== null) return binary(`it is ${kind}, not text`);
  const told = toldCharset(bytes, mediaType, declared);
  const charset = told ?? guessed(bytes, notes);
  const text = new TextDecoder(charset).decode(bytes);
  const fault = binaryShare(text);
  if (fault !== null) return binary(fault);
  const lost = text.split('\ufffd').length - 1;
  if (lost > 0) notes.push({ code: 'undecodable', detail: `${lost} character(s) are not valid ${charset}` });
  return { text, charset: charset.toLowerCase(), notes };
}

const binary = (detail: string): { rejected: Reason } => ({ rejected: { code: 'binary', detail } });

function toldCharset(bytes: Uint8Array, mediaType: MediaType, declared: string | null): string | null {
  const [a, b, c] = bytes;
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8';
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  if (isUtf8(bytes)) return bytes.includes(0) ? null : isEscaped(bytes) ? 'iso-2022-jp' : 'utf-8';
  if (mediaType === 'text/html') {
    return sniffed(bytes, declared) ?? sniffed(bytes, null) ?? sniffed(fromMeta(bytes), null);
  }
  return declared !== null && isCharset(declared) ? declared : null;
}

/** WHATWG's sniffing of bytes that are not UTF-8: whoever calls them that, header or meta, says nothing. */
function sniffed(bytes: Uint8Array, declared: string | null): string | null {
  const hint = declared === null ? {} : { transportLayerEncodingLabel: declared };
  const told = htmlEncodingSniffer(bytes, { ...hint, defaultEncoding: 'x-user-defined' });
  return told === 'x-user-defined' || told.toLowerCase() === 'utf-8' ? null : told;
}

/** The bytes from a charset that stands behind the first kilobyte, which is as far as the sniffing goes. */
function fromMeta(bytes: Uint8Array): Uint8Array {
  const head = Buffer.from(bytes.subarray(0, sampleBytes)).toString('latin1');
  return bytes.subarray(Math.max(0, head.search(/<meta\s[^>]{0,200}charset/i)));
}

/** ISO-2022-JP is ASCII by its bytes: escape sequences switch to Japanese and back. https://encoding.spec.whatwg.org/#iso-2022-jp */
function isEscaped(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.subarray(0, sampleBytes)).toString('latin1');
  const has = (sequence: string): boolean => text.includes(`\u001b${sequence}`);
  return (has('$B') || has('$@')) && (has('(B') || has('(J'));
}

/** Whether a label names a charset: servers also send utf8mb4, none, and the like. */
function isCharset(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement';
  } catch {
    return false;
  }
}

function guessed(bytes: Uint8Array, notes: Note[]): string {
  const wide = wideOrder(bytes);
  const likely = wide ?? chardet.detect(bytes.subarray(0, sampleBytes));
  const charset = likely !== null && isCharset(likely) ? likely : 'windows-1252';
  // What is called ISO-8859-1 is read as windows-1252: https://encoding.spec.whatwg.org/#names-and-labels
  notes.push({ code: 'charset-guessed', detail: `no charset was told; read as ${charset}` });
  return charset;
}

/** UTF-16 without a mark: text of any script has a zero in every second byte of its spaces and line ends. */
function wideOrder(bytes: Uint8Array): string | null {
  let even = 0;
  let odd = 0;
  const sample = bytes.subarray(0, sampleBytes);
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0 && sample[i + 1] !== 0) even++;
    if (sample[i] !== 0 && sample[i + 1] === 0) odd++;
  }
  const pairs = sample.length / 2;
  if (odd > pairs * 0.05 && even < odd / 20) return 'utf-16le';
  if (even > pairs * 0.05 && odd < even / 20) return 'utf-16be';
  return null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const magic: [string, string][] = [
  ['%PDF-', 'a PDF'],
  ['\x89PNG', 'a PNG image'],
  ['\xff\xd8\xff', 'a JPEG image'],
  ['GIF8', 'a GIF image'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x1f\x8b', 'gzip data'],
  ['\x28\xb5\x2f\xfd', 'zstd data'],
  ['\x7fELF', 'a program'],
  ['SQLite format 3\0', 'an SQLite database'],
];

function knownBinary(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return magic.find(([mark]) => head.startsWith(mark))?.[1] ?? null;
}

/** Text has next to no control characters, and few signs that its charset cannot explain. */
function binaryShare(text: string): string | null {
  const sample = text.slice(0, sampleBytes);
  const odd = sample.match(/(?!\s)\p{Cc}|\ufffd/gu)?.length ?? 0;
  if (odd <= sample.length * 0.02 + 1) return null;
  return `${Math.round((100 * odd) / sample.length)} % of it are control or undecodable characters: it is not text`;
}
