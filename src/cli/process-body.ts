import { extname } from 'node:path';
import { idOf } from '../addresses/document-key.ts';
import { type Config, configDir } from '../config.ts';
import { decode } from '../fetch/decode.ts';
import type { Article } from '../pipeline/article.ts';
import type { MediaType, Note, Outcome, RawDocument } from '../pipeline/documents.ts';
import { type Explanation, explainDocument, explainRejection } from '../pipeline/explain-document.ts';
import { processDocument } from '../pipeline/process.ts';
import { loadRuleBook } from '../rulebook.ts';

/** A body on its way through clean and extract without queues. */
export type Body = { address: string; url: string | null; mediaType: MediaType; fetchedAt: string } & (
  | { bytes: Uint8Array; charset: string | null }
  | { text: string }
);

/** Decodes where that is still to do, cleans and extracts one body. */
export type Processor = (body: Body) => Outcome<Article>;

/** Reads the rule book and gives the way through clean and extract. @throws UsageError for a faulty rule book. */
export function openProcessor({ clean: options, sitesDir }: Config): Processor {
  const book = loadRuleBook(configDir, sitesDir);
  return (body) => {
    const raw = rawOf(body);
    return 'rejected' in raw ? raw : processDocument(raw.next, book, options);
  };
}

/** Explains one body, whatever becomes of it. @throws UsageError for a faulty rule book. */
export function explainBody(body: Body, { clean: options, sitesDir }: Config): Explanation {
  const raw = rawOf(body);
  if ('rejected' in raw) return explainRejection({ ...body, id: idOf(body.address) }, raw.rejected);
  return explainDocument(raw.next, loadRuleBook(configDir, sitesDir), options);
}

function rawOf(body: Body): Outcome<RawDocument> {
  const { address, url, mediaType, fetchedAt } = body;
  const notes: Note[] = [];
  const decoded =
    'text' in body ? { text: body.text, charset: 'utf-8', notes } : decode(body.bytes, mediaType, body.charset);
  if ('rejected' in decoded) return decoded;
  return { next: { id: idOf(address), run: 1, address, url, mediaType, fetchedAt, ...decoded } };
}

/** What a file is: told by its name, else HTML when its first sign is a tag that begins a page, else plain text. */
export function mediaTypeOf(path: string, bytes: Uint8Array): MediaType {
  const extension = extname(path).toLowerCase();
  if (/^\.x?html?$/.test(extension)) return 'text/html';
  if (extension === '.txt') return 'text/plain';
  const head = Buffer.from(bytes.subarray(0, 1024)).toString('latin1').replaceAll('\0', '');
  const page = /^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*<(?:!doctype|html|head|body|article|div|meta|\?xml|!--)/i;
  return page.test(head) ? 'text/html' : 'text/plain';
}
