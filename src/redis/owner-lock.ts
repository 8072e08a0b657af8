import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A lock that this process holds; releasing it twice does nothing. */
export type OwnerLock = { release(): void };

/**
 * Takes the lock of a Redis folder: its holder runs the server, the others wait for it. Null when another process
 * holds it. The system frees it when its process ends, however that ends, so it is never stale; Node has no file locks
 * of its own, SQLite brings them for every system. @throws when the folder cannot be written.
 */
export function takeOwnerLock(redisDir: string): OwnerLock | null {
  const database = new DatabaseSync(join(redisDir, 'owner.lock'));
  try {
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if ((error as { errcode?: number }).errcode === sqliteBusy) return null;
    throw error;
  }
  return {
    release: () => {
      if (database.isOpen) database.close();
    },
  };
}

/** SQLITE_BUSY of https://sqlite.org/rescode.html */
const sqliteBusy = 5;
