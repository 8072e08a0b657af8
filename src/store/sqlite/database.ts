import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { LaterError, UsageError } from '../../errors.ts';
import { schema } from './schema.ts';

type Write = { run: () => unknown; resolve: (value: unknown) => void; reject: (error: unknown) => void };

/** How long a write waits for another process to let go of the file before it is put off. */
const busyMs = 20_000;
/** One transaction holds at most this many writes, so that other processes get their turn. */
const batchSize = 256;
/**
 * A commit waits for the disk and holds up the event loop meanwhile. So writes gather for some times as long as the last one took,
 * and what is spent on commits stays below a fifth, however slow the disk is.
 */
const gather = { times: 4, mostMs: 50 };

/** The SQLite file: readers at once, writes gathered into transactions. */
export type Database = {
  db: DatabaseSync;
  /**
   * Runs `run` inside the next transaction; resolves with its answer once that is on disk.
   * @throws LaterError when the file stays locked, the disk is full or cannot be written; nothing was changed then.
   */
  write<T>(run: () => T): Promise<T>;
  close(): Promise<void>;
};

/**
 * Opens the file, making it and its folder when missing, in WAL mode with full syncs: a commit survives a power cut.
 * @throws UsageError when the folder or file cannot be opened for writing.
 */
export function openDatabase(path: string): Database {
  const db = open(path);
  const queue: Write[] = [];
  let running: Promise<void> | null = null;
  let commitMs = 0;

  function pump(): void {
    running ??= gathered()
      .then(drain)
      .then(() => {
        running = null;
        if (queue.length > 0) pump();
      });
  }

  async function gathered(): Promise<void> {
    await nextTurn();
    const ms = Math.min(commitMs * gather.times, gather.mostMs);
    // A timer of less comes no sooner than the next turn.
    if (ms >= 1 && queue.length < batchSize) await sleep(ms);
  }

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.splice(0, batchSize);
      try {
        settle(batch, await transact(batch));
      } catch (error) {
        if (error instanceof LaterError || batch.length === 1) for (const write of batch) write.reject(error);
        // One write of the batch is at fault: each alone, so that it does not take the others with it.
        else for (const write of batch) await transact([write]).then((done) => settle([write], done), write.reject);
      }
    }
  }

  async function transact(batch: Write[]): Promise<unknown[]> {
    await begin();
    try {
      const answers = batch.map((write) => write.run());
      const before = performance.now();
      db.exec('COMMIT');
      commitMs = performance.now() - before;
      return answers;
    } catch (error) {
      if (db.isTransaction) db.exec('ROLLBACK');
      throw asLater(error);
    }
  }

  // The wait for the lock is asynchronous: SQLite's own would hold up the event loop, and with it every job's lock.
  async function begin(): Promise<void> {
    const deadline = Date.now() + busyMs;
    for (;;) {
      try {
        db.exec('BEGIN IMMEDIATE');
        return;
      } catch (error) {
        if (!isBusy(error) || Date.now() > deadline) throw asLater(error);
        await sleep(5 + Math.random() * 20);
      }
    }
  }

  return {
    db,
    write<T>(run: () => T): Promise<T> {
      return new Promise<T>((resolve, reject) => {
        queue.push({ run, resolve: resolve as (value: unknown) => void, reject });
        pump();
      });
    },
    async close() {
      while (running) await running;
      db.close();
    },
  };
}

function open(path: string): DatabaseSync {
  try {
    mkdirSync(dirname(path), { recursive: true });
    const db = new DatabaseSync(path, { timeout: 2000 });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;');
    for (const [index, step] of schema.entries()) {
      db.exec('BEGIN IMMEDIATE');
      const { user_version: version } = db.prepare('PRAGMA user_version').get() as { user_version: number };
      if (version <= index) db.exec(`${step}; PRAGMA user_version = ${index + 1};`);
      db.exec('COMMIT');
    }
    // From here on waiting is done without holding up the event loop.
    db.exec('PRAGMA busy_timeout = 50');
    return db;
  } catch (error) {
    throw new UsageError(
      `cannot open the store ${path}: ${(error as Error).message}`,
      'see that the folder exists, is writable and has space, or set COPYDESK_DATA_DIR to another one',
    );
  }
}

function settle(batch: Write[], answers: unknown[]): void {
  for (const [index, write] of batch.entries()) write.resolve(answers[index]);
}

// SQLite's primary result codes: https://www.sqlite.org/rescode.html
const notNow = new Map([
  [5, 'is locked by another process'],
  [8, 'cannot be written: it is read-only'],
  [10, 'cannot be written: the disk reports an error'],
  [13, 'cannot be written: the disk is full'],
  [14, 'cannot be opened'],
]);

function resultCode(error: unknown): number {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' ? error.errcode & 0xff : 0;
}

const isBusy = (error: unknown): boolean => resultCode(error) === 5;

function asLater(error: unknown): unknown {
  const what = notNow.get(resultCode(error));
  return what === undefined ? error : new LaterError(`the store ${what}`, 5_000, { cause: error });
}
