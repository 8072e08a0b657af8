import { hasDigest } from '../archive/digest.ts';
import { addressField, purposeField } from '../archive/exchange-records.ts';
import type { WarcRecord } from '../archive/found-record.ts';
import { answerHead, bodyDigest, type DocumentLimits, pageOf } from '../archive/response-document.ts';
import { decode } from '../fetch/decode.ts';
import { type Outcome, rejected } from '../pipeline/documents.ts';
import type { Submission } from '../store/ledger.ts';
import { readWebAddress } from './web-address.ts';

/**
 * What a record of a WARC file asks the line to take. The submission names the record's place in `file` (a whole path) and
 * copies nothing, but for a record that has no place of its own, or whose file is null: it came by a pipe. Rejected with the kind of record, or what is wrong with it.
 */
export async function warcSubmission(
  record: WarcRecord,
  file: string | null,
  limits: DocumentLimits,
): Promise<Outcome<Submission>> {
  const { type, fields } = record;
  if (type !== 'response') return rejected(`${type || 'untyped'}-record`, 'only responses hold pages');
  if (!/^application\/http\b/i.test(fields.get('content-type') ?? '')) {
    return rejected('other-response', 'it is of another protocol than HTTP');
  }
  if (fields.get(purposeField.toLowerCase()) === 'feed') return rejected('feed-record', 'it is a feed that was polled');
  const head = answerHead(record);
  const damage = wrongDigest(record);
  if (damage !== null) return rejected('wrong-digest', damage);
  if ('rejected' in head) return head;
  const { url, answer, fetchedAt } = head.next;
  const web = readWebAddress(fields.get(addressField.toLowerCase()) ?? url, `replay ${file ?? 'standard input'}`);
  if ('error' in web) return rejected('bad-address', web.error);
  if (record.place === null || file === null) return withBody(web.submission, record, limits);
  const archived = { file, ...record.place, digest: bodyDigest(answer), fetchedAt };
  return { next: { ...web.submission, archived } };
}

/** The text as UTF-8: what the header says of the charset would be lost on the way. */
async function withBody(base: Submission, record: WarcRecord, limits: DocumentLimits): Promise<Outcome<Submission>> {
  const page = await pageOf(record, limits);
  if ('rejected' in page) return page;
  const { bytes, mediaType, charset, fetchedAt } = page.next;
  const decoded = decode(bytes, mediaType, charset);
  if ('rejected' in decoded) return decoded;
  return { next: { ...base, given: { mediaType, bytes: Buffer.from(decoded.text), fetchedAt } } };
}

/** Payload digests are made of the body with its chunk sizes by some writers, without them by others: only the block's is plain. */
function wrongDigest({ fields, block }: WarcRecord): string | null {
  const told = fields.get('warc-block-digest');
  return told !== undefined && hasDigest(block, told) === false ? `its block does not have the digest ${told}` : null;
}
