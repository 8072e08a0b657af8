import type { WarcFault, WarcRecord } from './found-record.ts';
import { gzipMembers } from './gzip-members.ts';
import { RecordScanner } from './record-scanner.ts';

/** `maxBlock`: the largest block held, in bytes. `read` hears how many bytes of the file were read so far. */
export type ReadSettings = { maxBlock: number; read?: (bytes: number) => void };

/**
 * Reads the records of a WARC file, gzipped or not, whatever the file is like: a record that is damaged, cut off, or whose
 * length is wrong is told, and the reading goes on with the next one that can be found. Holds about one record at a time.
 * warcio's parser is not used for this: it never ends on a plain file that is cut off inside a record, takes damaged gzip for
 * plain text, and has no bounds.
 */
export async function* warcRecords(
  source: AsyncIterable<Uint8Array>,
  { maxBlock, read }: ReadSettings,
): AsyncGenerator<WarcRecord | WarcFault> {
  let scanner: RecordScanner | null = null;
  for await (const piece of gzipMembers(source, read)) {
    scanner ??= new RecordScanner(maxBlock, piece.kind === 'begin' && piece.plain);
    if (piece.kind === 'begin') scanner.begin(piece.at);
    else if (piece.kind === 'bytes') yield* scanner.take(piece.bytes);
    else if (piece.kind === 'end') yield* scanner.end(piece.at);
    else yield* scanner.damaged(piece);
  }
  if (scanner !== null) yield* scanner.finish();
}
