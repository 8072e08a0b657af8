import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { mediaType } from '../../pipeline/documents.ts';
import {
  type Acceptance,
  type Ending,
  type Given,
  type Ledger,
  type LedgerCounts,
  type LedgerRow,
  type StageName,
  type State,
  type Submission,
  stageNames,
} from '../ledger.ts';
import type { Database } from './database.ts';

type Stored = {
  seq: number;
  id: string;
  address: string;
  source: string;
  run: number;
  state: State;
  stage: StageName;
  reason_code: string | null;
  reason_detail: string | null;
  attempts: number;
  times: string;
  past: string;
  hints: string | null;
};

/** The ledger in the SQLite file. */
export function sqliteLedger({ db, write }: Database): Ledger {
  const byId = db.prepare('SELECT * FROM ledger WHERE id = ?');
  const byAddress = db.prepare('SELECT * FROM ledger WHERE address = ? LIMIT 10');
  const byPrefix = db.prepare('SELECT * FROM ledger WHERE id >= ? AND id < ? ORDER BY id LIMIT 10');
  const insert = db.prepare(
    `INSERT INTO ledger (id, address, source, run, state, stage, reason_code, reason_detail, attempts, times, past, hints)
     VALUES (?, ?, ?, 1, ?, 'fetch', ?, ?, 0, ?, '[]', ?)`,
  );
  const rerun = db.prepare(
    `UPDATE ledger SET run = run + 1, state = ?, stage = 'fetch', reason_code = ?, reason_detail = ?, attempts = 0,
       times = ?, past = ? WHERE id = ?`,
  );
  const advance = db.prepare(
    `UPDATE ledger SET stage = ?, attempts = ?, times = json_set(times, '$.' || ?, ?)
     WHERE id = ? AND run = ? AND state = 'accepted'`,
  );
  const end = db.prepare(
    `UPDATE ledger SET state = ?, reason_code = ?, reason_detail = ?, times = json_set(times, '$.ended', ?)
     WHERE id = ? AND run = ? AND state = 'accepted'`,
  );
  const keep = db.prepare(
    `INSERT INTO given (id, digest, media_type, fetched_at, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, media_type = excluded.media_type,
       fetched_at = excluded.fetched_at, bytes = excluded.bytes`,
  );
  const digestOf = db.prepare('SELECT digest FROM given WHERE id = ?');
  const givenOf = db.prepare('SELECT media_type, fetched_at, bytes FROM given WHERE id = ?');
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
  const tally = db.prepare('SELECT state, stage, count(*) AS n FROM ledger GROUP BY state, stage');
  const page = db.prepare(
    `SELECT * FROM ledger WHERE state = ? AND (? IS NULL OR stage = ?)
       AND seq > coalesce((SELECT seq FROM ledger WHERE id = ?), 0) ORDER BY seq LIMIT ?`,
  );

  const read = (id: string): LedgerRow | null => {
    const stored = byId.get(id) as Stored | undefined;
    return stored ? rowOf(stored) : null;
  };
  const now = (): string => new Date().toISOString();
  const start = (submission: Submission): string => {
    const at = now();
    return JSON.stringify(submission.rejected ? { accepted: at, ended: at } : { accepted: at });
  };

  function again(row: LedgerRow, submission: Submission): void {
    const past = [...row.past, { run: row.run, state: row.state, reason: row.reason, ended: row.times.ended ?? null }];
    const refused = submission.rejected;
    rerun.run(
      refused ? 'rejected' : 'accepted',
      refused?.code ?? null,
      refused?.detail ?? null,
      start(submission),
      JSON.stringify(past),
      row.id,
    );
    // What was handed in from an archive is there for every run, as a given body is.
    if (submission.given === undefined && submission.archived === undefined) enterAgain.run(row.id, row.run);
  }

  function acceptOne(submission: Submission, force: boolean): Acceptance {
    const { id, given, archived, rejected } = submission;
    const row = read(id);
    const digest = given ? createHash('sha256').update(given.bytes).digest('hex') : null;
    if (row) {
      const changed = archived
        ? hadDigest.get(id, archived.digest) === undefined
        : digest !== null && digest !== (digestOf.get(id) as { digest: string } | undefined)?.digest;
      const refusedAnew = rejected !== undefined && rejected.code !== row.reason?.code;
      if (row.state === 'accepted' || !(force || changed || refusedAnew)) return { row, answer: 'known' };
      again(row, submission);
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
    accept: (submissions, options) => write(() => submissions.map((one) => acceptOne(one, options.again))),
    retry: (ids) =>
      write(() =>
        ids.flatMap((id) => {
          const row = read(id);
          if (!row || row.state === 'accepted') return [];
          again(row, { id, address: row.address, source: row.source });
          return [read(id) as LedgerRow];
        }),
      ),
    async advance(id, run, stage, attempt) {
      await write(() => advance.run(stage, attempt, stage, now(), id, run));
    },
    end: (id, run, ending: Ending) =>
      write(() => {
        const reason = ending.state === 'indexed' ? null : ending.reason;
        const { changes } = end.run(ending.state, reason?.code ?? null, reason?.detail ?? null, now(), id, run);
        return changes === 1;
      }),
    async get(id) {
      return read(id);
    },
    async find(text) {
      if (/^[0-9a-f]{4,20}$/.test(text)) {
        const rows = byPrefix.all(text, `${text}g`) as Stored[];
        if (rows.length > 0) return rows.map(rowOf);
      }
      return (byAddress.all(text) as Stored[]).map(rowOf);
    },
    async list({ state, stage, after, limit }) {
      const of = stage ?? null;
      return (page.all(state, of, of, after ?? null, limit) as Stored[]).map(rowOf);
    },
    async given(id): Promise<Given | null> {
      const row = givenOf.get(id) as { media_type: string; fetched_at: string | null; bytes: Uint8Array } | undefined;
      if (!row) return null;
      const given = { mediaType: mediaType.parse(row.media_type), bytes: zstdDecompressSync(row.bytes) };
      return row.fetched_at === null ? given : { ...given, fetchedAt: row.fetched_at };
    },
    async counts() {
      const counts: LedgerCounts = {
        total: 0,
        accepted: 0,
        indexed: 0,
        rejected: 0,
        quarantined: 0,
        inFlight: Object.fromEntries(stageNames.map((name) => [name, 0])) as Record<StageName, number>,
      };
      for (const { state, stage, n } of tally.all() as { state: State; stage: StageName; n: number }[]) {
        counts.total += n;
        counts[state] += n;
        if (state === 'accepted') counts.inFlight[stage] += n;
      }
      return counts;
    },
  };
}

function rowOf(stored: Stored): LedgerRow {
  const { seq: _, reason_code: code, reason_detail: detail, times, past, hints, ...same } = stored;
  return {
    ...same,
    reason: code === null ? null : { code, detail: detail ?? '' },
    times: JSON.parse(times),
    past: JSON.parse(past),
    hints: hints === null ? null : JSON.parse(hints),
  };
}
