import { open } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import { Readable } from 'node:stream';
import type { ArchivedAnswer } from '../store/archive-index.ts';
import type { WarcRecord } from './found-record.ts';
import { placesOf } from './warc-file.ts';
import { warcRecords } from './warc-records.ts';

/** A record that the index names, or why it cannot be read, with what to do about it. */
export type RecordRead = { record: WarcRecord } | { missing: string };

/** Reads one record by its place, without the rest of its file. `folder` is that of the archive, for names alone. */
export async function readRecord(
  folder: string,
  { file, offset, length }: ArchivedAnswer,
  maxBlock: number,
): Promise<RecordRead> {
  const bytes = await readBytes(isAbsolute(file) ? [file] : placesOf(folder, file), offset, length);
  if (bytes === null) {
    return {
      missing: `the archive file ${file} is gone or shorter than ${offset + length} bytes: put it back, then copydesk retry`,
    };
  }
  for await (const found of warcRecords(Readable.from([bytes]), { maxBlock })) {
    if ('fault' in found) return { missing: `the record at ${offset} of ${file} is damaged: ${found.detail}` };
    return { record: found };
  }
  return { missing: `there is no record at ${offset} of ${file}` };
}

async function readBytes(paths: string[], offset: number, length: number): Promise<Buffer | null> {
  for (const path of paths) {
    const handle = await open(path).catch(() => null);
    if (handle === null) continue;
    try {
      const bytes = Buffer.alloc(length);
      const { bytesRead } = await handle.read(bytes, 0, length, offset);
      return bytesRead === length ? bytes : null;
    } finally {
      await handle.close();
    }
  }
  return null;
}
