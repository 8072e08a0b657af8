import { createHash } from 'node:crypto';
import { zstdCompressSync } from 'node:zlib';
import { type Acceptance, type Ledger, type LedgerRow, type Submission, saysMore } from '../ledger.ts';
import type { Database } from './database.ts';
import { eventCounter } from './ledger-events.ts';
import { rowOf, type Stored } from './ledger-row.ts';

type AcceptOptions = Parameters<Ledger['accept']>[1];

/** The part of the ledger where runs begin: what is handed in, and what is to run again. */
export function runsOf({ db, write }: Database): Pick<Ledger, 'accept' | 'retry'> {
  const byId = db.prepare('SELECT * FROM ledger WHERE id = ?');
  const firstOf = db.prepare('SELECT * FROM ledger WHERE address = ? ORDER BY seq LIMIT 1');
  const insert = db.prepare(
    `INSERT INTO ledger (id, address, source, run, state, stage, reason_code, reason_detail, attempts, times, past, hints)
     VALUES (?, ?, ?, 1, ?, 'fetch', ?, ?, 0, ?, '[]', ?)`,
  );
  const fillHints = db.prepare('UPDATE ledger SET hints = ? WHERE id = ?');
  const rerun = db.prepare(
    `UPDATE ledger SET run = run + 1, state = ?, stage = 'fetch', reason_code = ?, reason_detail = ?, attempts = 0,
       times = ?, past = ?, fetched = iif(?, NULL, fetched) WHERE id = ?`,
  );
  const digestOf = db.prepare('SELECT digest FROM given WHERE id = ?');
  const keep = db.prepare(
    `INSERT INTO given (id, digest, media_type, fetched_at, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, media_type = excluded.media_type,
       fetched_at = excluded.fetched_at, bytes = excluded.bytes`,
  );
  const drop = db.prepare('DELETE FROM given WHERE id = ?');
  const enter = db.prepare(
    `INSERT OR REPLACE INTO archived (id, run, file, offset, length, digest, fetched_at, handed_in)
     VALUES (?, ?, ?, ?, ?, ?, ?, 1)`,
  );
  const enterAgain = db.prepare(
    `INSERT OR REPLACE INTO archived SELECT id, run + 1, file, offset, length, digest, fetched_at, 1
     FROM archived WHERE id = ? AND run = ? AND handed_in = 1`,
  );
  const hadDigest = db.prepare('SELECT 1 FROM archived WHERE id = ? AND digest = ? LIMIT 1');
  const count = eventCounter(db);

  const rowIn = (stored: unknown): LedgerRow | null => (stored === undefined ? null : rowOf(stored as Stored));
  const read = (id: string): LedgerRow | null => rowIn(byId.get(id));
  const start = (submission: Submission): string => {
    const at = new Date().toISOString();
    return JSON.stringify(submission.rejected ? { accepted: at, ended: at } : { accepted: at });
  };

  function again(row: LedgerRow, submission: Submission, whole: boolean): void {
    const past = [...row.past, { run: row.run, state: row.state, reason: row.reason, ended: row.times.ended ?? null }];
    const refused = submission.rejected;
    rerun.run(
      refused ? 'rejected' : 'accepted',
      refused?.code ?? null,
      refused?.detail ?? null,
      start(submission),
      JSON.stringify(past),
      whole ? 1 : 0,
      row.id,
    );
    // What was handed in from an archive is there for every run, as a given body is.
    if (submission.given === undefined && submission.archived === undefined) enterAgain.run(row.id, row.run);
  }

  function acceptOne(submission: Submission, { again: force, whole = false }: AcceptOptions): Acceptance {
    const { given, archived, rejected } = submission;
    let row = read(submission.id) ?? rowIn(firstOf.get(submission.address));
    if (row && saysMore(submission.hints, row.hints)) {
      fillHints.run(JSON.stringify(submission.hints), row.id);
      row = read(row.id);
    }
    const id = row?.id ?? submission.id;
    const digest = given ? createHash('sha256').update(given.bytes).digest('hex') : null;
    if (row) {
      const changed = archived
        ? hadDigest.get(id, archived.digest) === undefined
        : digest !== null && digest !== (digestOf.get(id) as { digest: string } | undefined)?.digest;
      const refusedAnew = rejected !== undefined && rejected.code !== row.reason?.code;
      if (row.state === 'accepted' || !(force || changed || refusedAnew)) return { row, answer: 'known' };
      again(row, submission, whole);
    } else {
      const state = rejected ? 'rejected' : 'accepted';
      insert.run(
        id,
        submission.address,
        submission.source,
        state,
        rejected?.code ?? null,
        rejected?.detail ?? null,
        start(submission),
        submission.hints ? JSON.stringify(submission.hints) : null,
      );
    }
    if (given) keep.run(id, digest, given.mediaType, given.fetchedAt ?? null, zstdCompressSync(given.bytes));
    if (archived) {
      const { file, offset, length, digest: of, fetchedAt } = archived;
      drop.run(id);
      enter.run(id, (row?.run ?? 0) + 1, file, offset, length, of, fetchedAt);
    }
    return { row: read(id) as LedgerRow, answer: row ? 'run-again' : 'accepted' };
  }

  return {
    accept: (submissions, options) =>
      write(() => {
        const events = { accepted: 0, begun: 0, rejected: 0 };
        const acceptances = submissions.map((one) => {
          const acceptance = acceptOne(one, options);
          if (acceptance.answer === 'accepted') events.accepted += 1;
          if (acceptance.answer !== 'known') {
            events.begun += 1;
            if (one.rejected) events.rejected += 1;
          }
          return acceptance;
        });
        count(events);
        return acceptances;
      }),
    retry: (ids, { whole } = { whole: false }) =>
      write(() => {
        const begun = ids.flatMap((id) => {
          const row = read(id);
          if (!row || row.state === 'accepted') return [];
          again(row, { id, address: row.address, source: row.source }, whole);
          return [read(id) as LedgerRow];
        });
        count({ begun: begun.length });
        return begun;
      }),
  };
}
