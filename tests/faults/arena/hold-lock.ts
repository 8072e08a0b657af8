import { DatabaseSync } from 'node:sqlite';
import { setTimeout as sleep } from 'node:timers/promises';

/** Takes the lock of a SQLite file, waiting for it as others do. @returns what lets it go. */
export async function holdLock(path: string): Promise<() => void> {
  const db = new DatabaseSync(path, { timeout: 0 });
  for (;;) {
    try {
      db.exec('BEGIN EXCLUSIVE');
      break;
    } catch {
      await sleep(2);
    }
  }
  return () => {
    db.exec('ROLLBACK');
    db.close();
  };
}
