import { createHash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { mediaType } from '../../pipeline/documents.ts';
import { noEvidence } from '../evidence.ts';
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
  saysMore,
  stageNames,
} from '../ledger.ts';
import { tallyWriter } from './completeness.ts';
import type { Database } from './database.ts';
import { eventCounter } from './ledger-events.ts';
import { rowOf, type Stored } from './ledger-row.ts';
import { caseWriter } from './quarantine.ts';

type AcceptOptions = Parameters<Ledger['accept']>[1];

/** The ledger in the SQLite file. */
export function sqliteLedger(database: Database): Ledger {
  const { db, write } = database;
  const cases = caseWriter(database);
  const tallyDay = tallyWriter(database);
  const byId = db.prepare('SELECT * FROM ledger WHERE id = ?');
  const byAddress = db.prepare('SELECT * FROM ledger WHERE address = ? LIMIT 10');
  const firstOf = db.prepare('SELECT * FROM ledger WHERE address = ? ORDER BY seq LIMIT 1');
  const byPrefix = db.prepare('SELECT * FROM ledger WHERE id >= ? AND id < ? ORDER BY id LIMIT 10');
  const insert = db.prepare(
    `INSERT INTO ledger (id, address, source, run, state, stage, reason_code, reason_detail, attempts, times, past, hints)
     VALUES (?, ?, ?, 1, ?, 'fetch', ?, ?, 0, ?, '[]', ?)`,
  );
  const fillHints = db.prepare('UPDATE ledger SET hints = ? WHERE id = ?');
  const rerun = db.prepare(
    `UPDATE ledger SET run = run + 1, state = ?, stage = 'fetch', reason_code = ?, reason_detail = ?, attempts = 0,
       times = ?, past = ?, fetched = iif(?, NULL, fetched) WHERE id = ?`,
  );
  const advance = db.prepare(
    `UPDATE ledger SET stage = ?, attempts = ?, times = json_set(times, '$.' || ?, ?)
     WHERE id = ? AND run = ? AND state = 'accepted'`,
  );
  const end = db.prepare(
    `UPDATE ledger SET state = ?1, reason_code = ?2, reason_detail = ?3, times = json_set(times, '$.ended', ?4),
       same_as = CASE WHEN ?7 IS NOT NULL THEN ?7 WHEN ?1 = 'indexed' AND ?2 IS NULL THEN NULL ELSE same_as END
     WHERE id = ?5 AND run = ?6 AND state = 'accepted' RETURNING *`,
  );
  const fetched = db.prepare(`UPDATE ledger SET fetched = ? WHERE id = ? AND run = ? AND state = 'accepted'`);
  const keep = db.prepare(
    `INSERT INTO given (id, digest, media_type, fetched_at, bytes) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET digest = excluded.digest, media_type = excluded.media_type,
       fetched_at = excluded.fetched_at, bytes = excluded.bytes`,
  );
  const digestOf = db.prepare('SELECT digest FROM given WHERE id = ?');
  const givenOf = db.prepare('SELECT media_type, fetched_at, bytes FROM given WHERE id = ?');
  const archivedDigest = db.prepare('SELECT digest FROM archived WHERE id = ? AND run = ?');
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
  const tally = db.prepare('SELECT state, stage, n FROM ledger_counts');
  const acceptedEver = db.prepare(`SELECT n FROM ledger_events WHERE event = 'accepted'`);
  const count = eventCounter(db);
  const page = db.prepare(
    `SELECT * FROM ledger WHERE state = ? AND (? IS NULL OR stage = ?)
       AND seq > coalesce((SELECT seq FROM ledger WHERE id = ?), 0) ORDER BY seq LIMIT ?`,
  );

  const read = (id: string): LedgerRow | null => {
    const stored = byId.get(id) as Stored | undefined;
    return stored ? rowOf(stored) : null;
  };
  const atAddress = (address: string): LedgerRow | null => {
    const stored = firstOf.get(address) as Stored | undefined;
    return stored ? rowOf(stored) : null;
  };
  const now = (): string => new Date().toISOString();
  const start = (submission: Submission): string => {
    const at = now();
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
    let row = read(submission.id) ?? atAddress(submission.address);
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
    async advance(id, run, stage, attempt) {
      await write(() => advance.run(stage, attempt, stage, now(), id, run));
    },
    async noteFetched(id, run, record) {
      await write(() => fetched.run(JSON.stringify(record), id, run));
    },
    end: (id, run, ending: Ending) =>
      write(() => {
        const { code = null, detail = null } = ending.reason ?? {};
        const sameAs = ending.state === 'indexed' ? (ending.sameAs ?? null) : null;
        const stored = end.get(ending.state, code, detail, now(), id, run, sameAs) as Stored | undefined;
        if (stored === undefined) return false;
        const row = rowOf(stored);
        if (ending.state === 'quarantined') cases.write(row, ending.evidence ?? noEvidence);
        else cases.free(id);
        tallyDay(row, ending);
        count({ [ending.state]: 1 });
        return true;
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
    async digest(id, run) {
      // In the order in which the fetch stage takes its bytes.
      const held = (archivedDigest.get(id, run) ?? digestOf.get(id)) as { digest: string } | undefined;
      const last = read(id)?.fetched;
      return held?.digest ?? (last?.run === run ? last.digest : null);
    },
    async counts() {
      const counts: LedgerCounts = {
        total: (acceptedEver.get() as { n: number }).n,
        accepted: 0,
        indexed: 0,
        rejected: 0,
        quarantined: 0,
        inFlight: Object.fromEntries(stageNames.map((name) => [name, 0])) as Record<StageName, number>,
      };
      for (const { state, stage, n } of tally.all() as { state: State; stage: StageName; n: number }[]) {
        counts[state] += n;
        if (state === 'accepted') counts.inFlight[stage] += n;
      }
      return counts;
    },
  };
}
