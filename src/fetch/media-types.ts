import { MIMEType } from 'node:util';
import type { MediaType } from '../pipeline/documents.ts';

/** Which documents a fetch takes, and what it calls them. */
export type Accepts<M extends string> = {
  /** The Accept header. */
  header: string;
  /** Whether a body of this declared type (null: none declared) is worth reading; said before it is read. */
  mayBe(declared: string | null): boolean;
  /** What the document is, by its declared type and its first bytes; null when it is not taken. */
  of(declared: string | null, bytes: Uint8Array): M | null;
};

/** The type and charset of a Content-Type header; a type that cannot be read counts as none. */
export function readContentType(header: string | null): { type: string | null; charset: string | null } {
  if (header === null) return { type: null, charset: null };
  try {
    const { essence, params } = new MIMEType(header.split(',').at(-1) ?? header);
    // These name no type: https://mimesniff.spec.whatwg.org/#determining-the-computed-mime-type-of-a-resource
    const isUnknown = ['*/*', 'unknown/unknown', 'application/unknown'].includes(essence);
    return { type: isUnknown ? null : essence, charset: params.get('charset')?.trim() || null };
  } catch {
    const charset = /charset\s*=\s*["']?([^"'\s;,]+)/i.exec(header)?.[1] ?? null;
    return { type: null, charset };
  }
}

const html = new Set(['text/html', 'application/xhtml+xml']);
/** XML may be a page in XHTML: its root decides. */
const xml = new Set(['application/xml', 'text/xml']);

/** Web pages: HTML, XHTML under any of its types, and plain text; a body without a type by how it begins. */
export const pageTypes: Accepts<MediaType> = {
  // Everything is named at the end: some servers answer 406 to whoever does not, even where they have HTML.
  header: 'text/html,application/xhtml+xml,text/plain;q=0.8,application/xml;q=0.5,*/*;q=0.1',
  mayBe: (declared) => declared === null || declared === 'text/plain' || html.has(declared) || xml.has(declared),
  of(declared, bytes) {
    if (declared !== null && html.has(declared)) return 'text/html';
    if (beginsAsPage(bytes)) return 'text/html';
    // Without a type or as text it is text, or binary, which decoding tells.
    return declared === null || declared === 'text/plain' ? 'text/plain' : null;
  },
};

/** Exactly the types named, as they are declared; one that is not declared is `unnamed`. For feeds and sitemaps. */
export function mediaTypes(types: readonly string[], unnamed = 'application/octet-stream'): Accepts<string> {
  const taken = new Set(types);
  const named = (declared: string | null): string | null =>
    declared === null ? unnamed : taken.has(declared) || taken.has('*/*') ? declared : null;
  return { header: types.join(','), mayBe: (declared) => named(declared) !== null, of: named };
}

/** The first tag after marks, prolog, remarks and white space; zeros are those of UTF-16. */
function beginsAsPage(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, 16_384)).toString('latin1').replaceAll('\0', '');
  const start = head.replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?(?:\s+|<\?[^>]*>|<!--[\s\S]*?-->)*/, '');
  return /^<(?:!doctype\s+html|html|head|body|title|meta|article|main|div|p|h1|table|script)\b/i.test(start);
}
