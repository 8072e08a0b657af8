import { readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { writerOf } from './file-name.ts';
import { isAtWork, openSuffix } from './warc-file.ts';

/** A file of another machine that nobody has written to for this long is nobody's. */
const forgottenMs = 48 * 3_600_000;

/**
 * Gives the files of dead processes their final names; empty ones go. The last record of such a file may be cut off,
 * which readers tell and pass over.
 * @returns the names given.
 */
export async function closeLeftovers(folder: string): Promise<string[]> {
  const closed: string[] = [];
  for (const name of await readdir(folder)) {
    const writer = name.endsWith(openSuffix) ? writerOf(name) : null;
    if (writer === null) continue;
    const path = join(folder, name);
    // Another process may be at the same: then the file is gone.
    const info = await stat(path).catch(() => null);
    if (
      info === null ||
      (writer.here ? isAtWork(path) || isAlive(writer.pid) : Date.now() - info.mtimeMs < forgottenMs)
    )
      continue;
    const final = name.slice(0, -openSuffix.length);
    await (info.size === 0 ? rm(path, { force: true }) : rename(path, join(folder, final)).catch(() => {}));
    if (info.size > 0) closed.push(final);
  }
  return closed;
}

/** A file of this process's number that it has not open is of an earlier one: in a container all are number 1. */
function isAlive(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
