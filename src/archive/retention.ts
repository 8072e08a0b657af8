import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArchiveIndex } from '../store/archive-index.ts';
import { writerOf } from './file-name.ts';

/** How long and how much is kept; null for ever, and for all. */
export type Retention = { archiveKeepDays: number | null; archiveKeepBytes: number | null };

/** What was removed: files, their bytes, until when they were written to (ISO 8601), and documents that lost all that is archived of them. */
export type Trimmed = { files: number; bytes: number; until: string; documents: number };

type Kept = { name: string; bytes: number; at: number };

const day = 24 * 3_600_000;

/**
 * Removes finished files that are older than is kept, and the oldest ones of more bytes than are kept. The index forgets
 * them first: a document whose record is gone is told to be not archived, and never to be broken. Files of other names,
 * and those at work, stay.
 * @returns null when nothing was to be removed.
 */
export async function trimArchive(
  folder: string,
  { archiveKeepDays, archiveKeepBytes }: Retention,
  index: Pick<ArchiveIndex, 'forget'>,
  now: number,
): Promise<Trimmed | null> {
  if (archiveKeepDays === null && archiveKeepBytes === null) return null;
  const files = await finished(folder);
  const oldest = archiveKeepDays === null ? Number.NEGATIVE_INFINITY : now - archiveKeepDays * day;
  let held = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const over = files.filter(({ at, bytes }) => {
    const goes = at < oldest || held > (archiveKeepBytes ?? Number.POSITIVE_INFINITY);
    if (goes) held -= bytes;
    return goes;
  });
  const last = over.at(-1);
  if (last === undefined) return null;
  const documents = await index.forget(over.map(({ name }) => name));
  for (const { name } of over) await rm(join(folder, name), { force: true });
  const bytes = over.reduce((sum, one) => sum + one.bytes, 0);
  return { files: over.length, bytes, until: new Date(last.at).toISOString(), documents };
}

/** The finished files of the archive, the one that was written to longest ago first. */
async function finished(folder: string): Promise<Kept[]> {
  const names = await readdir(folder).catch(() => []);
  const files = await Promise.all(
    names
      .filter((name) => name.endsWith('.warc.gz') && writerOf(name) !== null)
      .map(async (name): Promise<Kept[]> => {
        const info = await stat(join(folder, name)).catch(() => null);
        return info === null ? [] : [{ name, bytes: info.size, at: info.mtimeMs }];
      }),
  );
  return files.flat().sort((a, b) => a.at - b.at);
}
