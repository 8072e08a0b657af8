import { constants, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** What a file is called while it is written. */
export const openSuffix = '.open';

/** The files that this process has open. */
const atWork = new Set<string>();

/** Whether this process itself writes the file. */
export const isAtWork = (path: string): boolean => atWork.has(path);

/** One archive file at work. `append` gives the offset of each record once all of them are on disk. */
export type WarcFile = {
  /** Its name once it is finished. */
  name: string;
  size(): number;
  append(records: readonly Uint8Array[]): Promise<number[]>;
  /** Gives it its final name; one that holds nothing is taken away. It is closed then, whatever the disk says. */
  finish(): Promise<void>;
};

/**
 * Creates `path`.open. A file of that name is an error: names are never used twice.
 * What a failed write left behind is cut off again, so that the file ends with a whole record.
 */
export async function createWarcFile(path: string): Promise<WarcFile> {
  const handle = await open(
    path + openSuffix,
    constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | constants.O_APPEND,
  );
  atWork.add(path + openSuffix);
  await syncFolder(dirname(path));
  let size = 0;
  return {
    name: basename(path),
    size: () => size,
    async append(records) {
      const offsets: number[] = [];
      let end = size;
      for (const record of records) {
        offsets.push(end);
        end += record.length;
      }
      try {
        await handle.appendFile(Buffer.concat(records));
        await handle.datasync();
      } catch (error) {
        await handle.truncate(size);
        throw error;
      }
      size = end;
      return offsets;
    },
    finish: () => finish(handle, path, size),
  };
}

async function finish(handle: FileHandle, path: string, size: number): Promise<void> {
  try {
    await handle.sync();
  } finally {
    await handle.close();
    atWork.delete(path + openSuffix);
  }
  if (size === 0) await rm(path + openSuffix);
  else await rename(path + openSuffix, path);
  await syncFolder(dirname(path));
}

/** A new name is on disk when its folder is. Windows cannot open folders, and needs no such thing. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  await handle?.sync().catch(() => {});
  await handle?.close();
}

/** Where a file of the archive is now: under its name, or still under the one it is written with. */
export const placesOf = (folder: string, name: string): string[] => [
  join(folder, name),
  join(folder, name + openSuffix),
];
