import type { ArchivedAnswer, ArchiveIndex } from '../archive-index.ts';
import type { Database } from './database.ts';

type Stored = { file: string; offset: number; length: number; digest: string; fetched_at: string };

const columns = 'file, offset, length, digest, fetched_at';

/** The index of the archive in the SQLite file. */
export function sqliteArchiveIndex({ db, write }: Database): ArchiveIndex {
  const put = db.prepare(
    `INSERT OR REPLACE INTO archived (id, run, ${columns}, handed_in) VALUES (?, ?, ?, ?, ?, ?, ?, 0)`,
  );
  const ofRun = db.prepare(`SELECT ${columns} FROM archived WHERE id = ? AND run = ?`);
  const newest = db.prepare(`SELECT ${columns} FROM archived WHERE id = ? ORDER BY fetched_at DESC, run DESC LIMIT 1`);
  const all = db.prepare('SELECT count(*) AS n FROM archived');
  const held = 'file IN (SELECT value FROM json_each(?1))';
  const lost = db.prepare(
    `SELECT count(DISTINCT id) AS n FROM archived AS gone WHERE ${held}
       AND NOT EXISTS (SELECT 1 FROM archived WHERE id = gone.id AND NOT (${held}))`,
  );
  const drop = db.prepare(`DELETE FROM archived WHERE ${held}`);
  return {
    async put({ id, run, file, offset, length, digest, fetchedAt }) {
      await write(() => put.run(id, run, file, offset, length, digest, fetchedAt));
    },
    of: async ({ id, run }) => answerOf(ofRun.get(id, run) as Stored | undefined),
    newest: async (id) => answerOf(newest.get(id) as Stored | undefined),
    count: async () => (all.get() as { n: number }).n,
    forget: (files) =>
      write(() => {
        const { n } = lost.get(JSON.stringify(files)) as { n: number };
        drop.run(JSON.stringify(files));
        return n;
      }),
  };
}

function answerOf(stored: Stored | undefined): ArchivedAnswer | null {
  if (!stored) return null;
  const { fetched_at: fetchedAt, ...same } = stored;
  return { ...same, fetchedAt };
}
