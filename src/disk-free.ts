import { statfs } from 'node:fs/promises';

/** What a program without privileges may still write to the disk of a folder, in bytes. */
export async function diskFree(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}
