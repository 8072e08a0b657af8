import { zstdDecompressSync } from 'node:zlib';
import { mediaType } from '../../pipeline/documents.ts';
import { noEvidence } from '../evidence.ts';
import {
  type Ending,
  type Given,
  type Ledger,
  type LedgerCounts,
  type LedgerRow,
  type StageName,
  type State,
  stageNames,
} from '../ledger.ts';
import { tallyWriter } from './completeness.ts';
import type { Database } from './database.ts';
import { eventCounter } from './ledger-events.ts';
import { rowOf, type Stored } from './ledger-row.ts';
import { caseWriter } from './quarantine.ts';
import { runsOf } from './runs.ts';

/** The ledger in the SQLite file. */
export function sqliteLedger(database: Database): Ledger {
  const { db, write } = database;
  const cases = caseWriter(database);
  const tallyDay = tallyWriter(database);
  const byId = db.prepare('SELECT * FROM ledger WHERE id = ?');
  const byAddress = db.prepare('SELECT * FROM ledger WHERE address = ? LIMIT 10');
  const byPrefix = db.prepare('SELECT * FROM ledger WHERE id >= ? AND id < ? ORDER BY id LIMIT 10');
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
  const digestOf = db.prepare('SELECT digest FROM given WHERE id = ?');
  const givenOf = db.prepare('SELECT media_type, fetched_at, bytes FROM given WHERE id = ?');
  const archivedDigest = db.prepare('SELECT digest FROM archived WHERE id = ? AND run = ?');
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
  const now = (): string => new Date().toISOString();
  return {
    ...runsOf(database),
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
