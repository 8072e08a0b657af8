import type { MediaType } from '../../pipeline/documents.ts';
import { causeOf } from '../cause.ts';
import type { Evidence } from '../evidence.ts';
import type { LedgerRow, StageName } from '../ledger.ts';
import {
  type Case,
  type CaseFile,
  type CaseFilter,
  type CaseGroup,
  droppedReason,
  type Quarantine,
} from '../quarantine.ts';
import { siteOf } from '../site-of.ts';
import type { Database } from './database.ts';
import { eventCounter } from './ledger-events.ts';
import { rowOf, type Stored as StoredRow } from './ledger-row.ts';

type Stored = Omit<Case, 'reason' | 'bodyBytes'> & { code: string; detail: string; body_bytes: number | null };
type StoredFile = Stored & { stack: string | null; worker: string | null; versions: string | null; body_note: string };
type StoredBody = { media_type: MediaType; url: string | null; fetched_at: string; zstd: Uint8Array };

const columns = 'q.id, q.run, l.address, q.site, q.stage, q.code, q.detail, q.cause, q.attempts, q.at, q.body_bytes';
/** Of a document that is run again the case is kept, and not shown, until the new run has ended. */
const open = `quarantine q JOIN ledger l ON l.id = q.id AND l.run = q.run AND l.state = 'quarantined'`;

/** Opens and closes cases, inside a transaction of the ledger. */
export type CaseWriter = {
  write(row: LedgerRow, evidence: Evidence): void;
  free(id: string): void;
};

/** The part of the quarantine that the ledger calls when a run ends. */
export function caseWriter({ db }: Database): CaseWriter {
  const insert = db.prepare(
    `INSERT INTO quarantine (id, run, site, stage, code, detail, cause, attempts, at, stack, worker, versions, body_bytes, body_note)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const keep = db.prepare(
    'INSERT INTO quarantine_bodies (id, media_type, url, fetched_at, zstd) VALUES (?, ?, ?, ?, ?)',
  );
  const forget = db.prepare('DELETE FROM quarantine WHERE id = ?');
  const forgetBody = db.prepare('DELETE FROM quarantine_bodies WHERE id = ?');
  function free(id: string): void {
    if (forget.run(id).changes > 0) forgetBody.run(id);
  }
  return {
    free,
    write(row, { stack, worker, versions, body, bodyNote }) {
      const { id, run, address, stage, reason, attempts, times } = row;
      const { code, detail } = reason ?? { code: 'error', detail: '' };
      free(id);
      insert.run(
        id,
        run,
        siteOf(address),
        stage,
        code,
        detail,
        causeOf(detail),
        attempts,
        times.ended ?? '',
        stack,
        worker,
        versions === null ? null : JSON.stringify(versions),
        body?.zstd.length ?? null,
        bodyNote,
      );
      if (body) keep.run(id, body.mediaType, body.url, body.fetchedAt, body.zstd);
    },
  };
}

/** The quarantine in the SQLite file. */
export function sqliteQuarantine(database: Database): Quarantine {
  const { db, write } = database;
  const { free } = caseWriter(database);
  const count = eventCounter(db);
  const byId = db.prepare(`SELECT ${columns}, q.stack, q.worker, q.versions, q.body_note FROM ${open} WHERE q.id = ?`);
  const bodyOf = db.prepare('SELECT media_type, url, fetched_at, zstd FROM quarantine_bodies WHERE id = ?');
  const end = db.prepare(
    `UPDATE ledger SET state = 'rejected', reason_code = ?, reason_detail = ?, times = json_set(times, '$.ended', ?)
     WHERE id = ? AND run = ? AND state = 'quarantined' RETURNING *`,
  );

  const file = (id: string): CaseFile | null => {
    const stored = byId.get(id) as StoredFile | undefined;
    if (!stored) return null;
    const { stack, worker, versions, body_note: bodyNote } = stored;
    return { ...caseOf(stored), stack, worker, versions: versions === null ? null : JSON.parse(versions), bodyNote };
  };

  return {
    async groups(filter, limit) {
      const { where, values } = conditions(filter);
      // With one max() SQLite takes the other columns from its row: the example is the newest case.
      return db
        .prepare(
          `SELECT q.site, q.stage, q.code, q.cause, count(*) AS cases, min(q.at) AS first, max(q.at) AS last, q.id AS example
           FROM ${open} ${where} GROUP BY q.site, q.stage, q.code, q.cause ORDER BY cases DESC, last DESC LIMIT ?`,
        )
        .all(...values, limit)
        .map((row) => ({ ...row })) as CaseGroup[];
    },
    async list(filter, { after, limit }) {
      const { where, values } = conditions(filter, after);
      const rows = db.prepare(`SELECT ${columns} FROM ${open} ${where} ORDER BY q.at, q.id LIMIT ?`);
      return (rows.all(...values, limit) as Stored[]).map(caseOf);
    },
    async count(filter) {
      const { where, values } = conditions(filter);
      return (db.prepare(`SELECT count(*) AS n FROM ${open} ${where}`).get(...values) as { n: number }).n;
    },
    async get(id) {
      return file(id);
    },
    async body(id) {
      if (byId.get(id) === undefined) return null;
      const stored = bodyOf.get(id) as StoredBody | undefined;
      if (!stored) return null;
      const { media_type: mediaType, url, fetched_at: fetchedAt, zstd } = stored;
      return { mediaType, url, fetchedAt, zstd };
    },
    drop: (ids, by) =>
      write(() => {
        const dropped = ids.flatMap((id) => {
          const one = file(id);
          if (one === null) return [];
          const { code, detail } = droppedReason(one.reason, by);
          const row = end.get(code, detail, new Date().toISOString(), id, one.run) as StoredRow | undefined;
          free(id);
          return row ? [rowOf(row)] : [];
        });
        count({ quarantined: -dropped.length, rejected: dropped.length });
        return dropped;
      }),
  };
}

function caseOf({ code, detail, body_bytes: bodyBytes, ...stored }: Stored): Case {
  const { id, run, address, site, stage, cause, attempts, at } = stored;
  return { id, run, address, site, stage, reason: { code, detail }, cause, attempts, at, bodyBytes };
}

function conditions(
  { site, stage, error, since, like }: CaseFilter,
  after?: string,
): { where: string; values: string[] } {
  const tests: [string, string[]][] = [];
  const add = (sql: string, ...values: (string | StageName)[]): void => void tests.push([sql, values]);
  if (site === 'files') add('q.site IS NULL');
  else if (site !== undefined) add("(q.site = ? OR substr(q.site, -length(?) - 1) = '.' || ?)", site, site, site);
  if (stage !== undefined) add('q.stage = ?', stage);
  if (error !== undefined) add('q.code = ?', error);
  if (since !== undefined) add('q.at >= ?', since);
  if (like !== undefined) {
    add(
      `EXISTS (SELECT 1 FROM quarantine x WHERE x.id = ? AND x.site IS q.site AND x.stage = q.stage AND x.code = q.code
         AND x.cause = q.cause)`,
      like,
    );
  }
  if (after !== undefined) add('(q.at, q.id) > (SELECT at, id FROM quarantine WHERE id = ?)', after);
  return {
    where: tests.length === 0 ? '' : `WHERE ${tests.map(([sql]) => sql).join(' AND ')}`,
    values: tests.flatMap(([, values]) => values),
  };
}
