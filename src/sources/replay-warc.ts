import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { largestBlock } from '../archive/archive.ts';
import type { DocumentLimits } from '../archive/response-document.ts';
import { warcRecords } from '../archive/warc-records.ts';
import type { ReplayItem } from './replay-item.ts';
import { warcSubmission } from './warc-submission.ts';

/** Whether a file is a WARC by its name. */
export const isWarc = (path: string): boolean => /\.warc(?:\.gz)?(?:\.open)?$/i.test(path);

/** Damage is told record by record; what is simply no page is counted. */
const damaged = new Set(['wrong-digest', 'no-http', 'no-date', 'bad-address']);

/** What a WARC file holds to be replayed. `read` hears how many bytes of the file were read so far. */
export const replayWarc = (
  path: string,
  limits: DocumentLimits,
  read?: (bytes: number) => void,
): AsyncGenerator<ReplayItem> =>
  warcItems(createReadStream(path, { highWaterMark: 256 * 1024 }), { name: path, file: resolve(path) }, limits, read);

/**
 * What the bytes of a WARC hold to be replayed: its responses, in order. Other records, other statuses and other media types
 * are passed over; damaged records are faults with their offset. `file` is where a page can be read again, as a whole path;
 * null when nowhere.
 */
export async function* warcItems(
  bytes: AsyncIterable<Uint8Array>,
  { name: source, file }: { name: string; file: string | null },
  limits: DocumentLimits,
  read?: (bytes: number) => void,
): AsyncGenerator<ReplayItem> {
  let isEmpty = true;
  try {
    for await (const found of warcRecords(bytes, { maxBlock: largestBlock(limits), ...(read ? { read } : {}) })) {
      isEmpty = false;
      const offset = found.at;
      const name = `${source}:${offset}`;
      if ('fault' in found) {
        yield { name, offset, skipped: found.fault, error: passedOver(found.detail) };
        continue;
      }
      const taken = await warcSubmission(found, file, limits);
      if ('next' in taken) yield { name, offset, submission: taken.next };
      else if (damaged.has(taken.rejected.code)) {
        yield { name, offset, skipped: taken.rejected.code, error: passedOver(taken.rejected.detail) };
      } else yield { name, offset, skipped: taken.rejected.code };
    }
    if (isEmpty) yield { name: source, error: 'holds no records' };
  } catch (error) {
    yield { name: source, error: `cannot be read further: ${(error as Error).message}` };
  }
}

const passedOver = (why: string): string => `the record at this offset is passed over: ${why}`;
