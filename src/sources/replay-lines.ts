import { idOf } from '../addresses/document-key.ts';
import type { Given, Submission } from '../store/ledger.ts';
import { type FeedLine, readJsonLines } from './jsonl.ts';
import type { ReplayItem } from './replay-item.ts';
import { readWebAddress } from './web-address.ts';

/** What JSON lines ask the line to take: bodies, addresses, or both; those with a fault are told by their number. `source` names them. */
export async function* jsonItems(
  bytes: AsyncIterable<Uint8Array>,
  source: string,
  maxBytes: number,
): AsyncGenerator<ReplayItem> {
  // JSON may write one byte of text as six (\u00e9): the line's bound leaves room for that.
  const lines = readJsonLines(bytes, maxBytes * 6);
  for await (const read of lines) {
    const name = `${source}:${read.line}`;
    if ('error' in read) yield { name, error: read.error };
    else yield { name, ...lineSubmission(read.value, name, maxBytes) };
  }
}

function lineSubmission(
  line: FeedLine,
  name: string,
  maxBytes: number,
): { submission: Submission } | { error: string } {
  const source = `replay ${name}`;
  const web = line.url == null ? null : readWebAddress(line.url, source);
  if (web && 'error' in web) return web;
  const body = line.html ?? line.text;
  if (body == null) return web ?? { error: 'needs a url, html or text' };
  const bytes = Buffer.from(body);
  // A body without an address is named by its content: the same text is the same document, wherever it stands.
  const address = `text:${idOf(body)}`;
  const base = web?.submission ?? { id: idOf(address), address, source };
  if (bytes.length > maxBytes) return { submission: tooLarge(base, bytes.length, maxBytes) };
  const given: Given = { mediaType: line.html == null ? 'text/plain' : 'text/html', bytes };
  if (line.fetchedAt != null) given.fetchedAt = new Date(line.fetchedAt).toISOString();
  return { submission: { ...base, given } };
}

/** A document that is turned away at the door for its size. */
export function tooLarge(base: Submission, size: number, maxBytes: number): Submission {
  const detail = `it holds ${size} bytes; fetch.maxBytes allows ${maxBytes}`;
  return { ...base, rejected: { code: 'too-large', detail } };
}
