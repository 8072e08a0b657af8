import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Linux's file system in memory. */
const inMemory = '/dev/shm';
const enoughBytes = 512e6;

/**
 * A folder in memory where the system has one with room, for a test that commits ten thousand times and is not about what a
 * power cut leaves: each commit waits for the disk otherwise. The caller ends with `remove`.
 */
export async function memoryDir(name: string): Promise<{ dir: string; remove(): Promise<void> }> {
  const free = await statfs(inMemory).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => 0,
  );
  const dir = await mkdtemp(join(free >= enoughBytes ? inMemory : tmpdir(), name));
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}
