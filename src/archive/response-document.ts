import { readBody } from '../fetch/body.ts';
import { FetchFault } from '../fetch/fetch-fault.ts';
import { header } from '../fetch/headers.ts';
import { pageTypes, readContentType } from '../fetch/media-types.ts';
import { refreshNote } from '../fetch/refresh.ts';
import { type MediaType, type Note, next, type Outcome, rejected } from '../pipeline/documents.ts';
import { digestOf } from './digest.ts';
import type { WarcRecord } from './found-record.ts';
import { type HttpAnswer, readAnswer, withoutChunks } from './http-message.ts';

/** The bounds that hold for a body that is fetched, in bytes, and as a ratio. */
export type DocumentLimits = { maxBytes: number; maxRatio: number };

/** A page as it was fetched once: bytes after decompression, where from, when. */
export type ArchivedPage = {
  url: string;
  mediaType: MediaType;
  charset: string | null;
  bytes: Uint8Array;
  notes: Note[];
  fetchedAt: string;
};

/** The head of an archived answer and what it says of itself: whether it may be a page is known before it is unpacked. */
export type AnswerHead = {
  answer: HttpAnswer;
  url: string;
  fetchedAt: string;
  type: string | null;
  charset: string | null;
};

/** Reads the head of a response record, or says why it can give no page. */
export function answerHead({ fields, block }: WarcRecord): Outcome<AnswerHead> {
  const answer = readAnswer(block);
  if (answer === null) return rejected('no-http', 'the record holds no HTTP answer');
  const date = Date.parse(fields.get('warc-date') ?? '');
  if (Number.isNaN(date)) return rejected('no-date', 'the record does not say when it was made');
  if (answer.status !== 200 && answer.status !== 203)
    return rejected(`http-${answer.status}`, `HTTP status ${answer.status}`);
  const { type, charset } = readContentType(header(answer.headers, 'content-type'));
  if (!pageTypes.mayBe(type)) return rejected('wrong-type', `${type} is neither HTML nor text`);
  // Some writers put the address in angle brackets.
  const url = (fields.get('warc-target-uri') ?? '').replace(/^<(.*)>$/, '$1');
  return next({ answer, url, fetchedAt: new Date(date).toISOString(), type, charset });
}

/** Takes the page out of a response record, by the rules that hold for one that is fetched. */
export async function pageOf(
  record: WarcRecord,
  { maxBytes, maxRatio }: DocumentLimits,
): Promise<Outcome<ArchivedPage>> {
  const head = answerHead(record);
  if ('rejected' in head) return head;
  const { answer, type, charset, url, fetchedAt } = head.next;
  try {
    const { bytes, notes } = await readBody(wireOf(answer, record), header(answer.headers, 'content-encoding') ?? '', {
      maxWireBytes: maxBytes,
      maxBytes,
      maxRatio,
    });
    const mediaType = pageTypes.of(type, bytes);
    if (mediaType === null) return rejected('wrong-type', `${type} is neither HTML nor text`);
    const refresh = mediaType === 'text/html' ? refreshNote(answer.headers, bytes) : null;
    if (refresh !== null) notes.push(refresh);
    return next({ url, mediaType, charset, bytes, notes, fetchedAt });
  } catch (error) {
    // What may pass on the web does not pass in an archive.
    if (error instanceof FetchFault) return rejected(error.code, error.message);
    throw error;
  }
}

/** The digest of an answer's body as it was sent, without chunk sizes: two of one digest are the same document. */
export const bodyDigest = (answer: HttpAnswer): string => digestOf(withoutChunks(answer.body, answer.headers).bytes);

/** The body as it came; one that its crawler cut off ends as a connection does that breaks. */
async function* wireOf({ body, headers }: HttpAnswer, { fields }: WarcRecord): AsyncGenerator<Buffer> {
  const { bytes, complete } = withoutChunks(body, headers);
  yield bytes;
  const cut = fields.get('warc-truncated');
  if (cut !== undefined || !complete)
    throw new FetchFault('connection-reset', `its archived body is cut off${cut ? ` (${cut})` : ''}`);
}
