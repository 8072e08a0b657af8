import { execFile } from 'node:child_process';
import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Mounts a file system of so many megabytes on a folder. @throws Error when we are not root. @returns what unmounts it. */
export async function mountSmall(folder: string, megabytes: number): Promise<() => Promise<void>> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=700`, 'tmpfs', folder]);
  return async () => {
    // Lazily: a process that is just ending may still have a file open there.
    await run('umount', ['--lazy', folder]);
  };
}

/** Fills the file system of a folder to the last byte. @returns what frees it again. */
export function fillDisk(folder: string): () => void {
  const path = join(folder, 'filler');
  const file = openSync(path, 'w');
  for (let size = 1 << 20; size >= 1; ) {
    try {
      writeSync(file, Buffer.alloc(size));
    } catch {
      size >>= 1;
    }
  }
  closeSync(file);
  return () => rmSync(path);
}

/** Lets nobody change these files, not even who has them open for writing. @returns what undoes it. */
export async function makeImmutable(files: readonly string[]): Promise<() => Promise<void>> {
  await run('chattr', ['+i', ...files]);
  return async () => {
    await run('chattr', ['-i', ...files]);
  };
}
