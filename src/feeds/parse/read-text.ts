import { gunzipSync } from 'node:zlib';
import { decode } from '../../fetch/decode.ts';
import type { FeedFault, FeedNote } from './feed.ts';

/** Charsets of seven-bit bytes: valid UTF-8 to look at, and another text. */
const sevenBit = /^(?:iso-2022-\w+|hz-gb-2312|utf-7)$/i;

export type FeedText = { text: string; notes: FeedNote[] } | { fault: FeedFault };

const fault = (code: string, detail: string): FeedText => ({ fault: { code, detail, feeds: [] } });

/**
 * Turns a feed's bytes into text: gzip is undone (bounded by `maxBytes`), then the charset is the byte-order mark's, UTF-8
 * where the bytes are valid, the HTTP header's, the XML prolog's, or guessed.
 */
export function readFeedText(bytes: Uint8Array, charset: string | null, maxBytes: number): FeedText {
  if (bytes.length > maxBytes) return fault('too-large', `it holds more than ${maxBytes} bytes`);
  let plain: Uint8Array = bytes;
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    try {
      plain = gunzipSync(bytes, { maxOutputLength: maxBytes });
    } catch (error) {
      const tooLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      return tooLarge
        ? fault('too-large', `it holds more than ${maxBytes} bytes when unpacked`)
        : fault('bad-gzip', `its gzip data cannot be unpacked: ${(error as Error).message}`);
    }
  }
  if (plain.every((byte) => byte === 0x20 || (byte >= 0x09 && byte <= 0x0d))) return fault('empty', 'it holds nothing');
  plain = withoutStrayNulls(plain);
  const decoded = decode(plain, 'text/plain', declaredCharset(plain, charset));
  if ('rejected' in decoded) return fault(decoded.rejected.code, decoded.rejected.detail);
  const told = prologCharset(plain);
  // decode() takes any valid UTF-8 for UTF-8, which seven-bit charsets always are.
  const text =
    told !== null && sevenBit.test(told) && isKnown(told) ? new TextDecoder(told).decode(plain) : decoded.text;
  return { text, notes: decoded.notes };
}

/** A few null bytes are damage; many are UTF-16. */
function withoutStrayNulls(bytes: Uint8Array): Uint8Array {
  const nulls = bytes.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0);
  return nulls > 0 && nulls < bytes.length / 50 ? bytes.filter((byte) => byte !== 0) : bytes;
}

/**
 * The header wins over the prolog (RFC 7303), but for a Latin-1 that servers add to every text unasked: a prolog that
 * names another charset was written for this document.
 */
function declaredCharset(bytes: Uint8Array, header: string | null): string | null {
  const prolog = prologCharset(bytes);
  const known = [header, prolog].filter((name): name is string => name !== null && isKnown(name));
  const [first = null, second = null] = known;
  const told = first !== null && second !== null && /^(?:iso-8859-1|us-ascii|utf-?8)$/i.test(first) ? second : first;
  if (told !== null && !/^utf-?8$/i.test(told)) return told;
  return isNearlyUtf8(bytes) ? 'utf-8' : null;
}

/** UTF-8 with a sign cut through, as where the document breaks off; a document in another charset breaks at every accent. */
function isNearlyUtf8(bytes: Uint8Array): boolean {
  const text = new TextDecoder('utf-8').decode(bytes);
  const lost = text.match(/\ufffd/g)?.length ?? 0;
  const whole = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return lost <= 1 ? whole > 0 : lost * 20 < whole;
}

function prologCharset(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.subarray(0, 400)).toString('latin1');
  return /<\?xml[^>]*?encoding\s*=\s*["']\s*([\w:.-]+)/i.exec(head)?.[1] ?? null;
}

function isKnown(charset: string): boolean {
  try {
    return new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}
