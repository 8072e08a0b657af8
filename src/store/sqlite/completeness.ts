import type { Completeness, ScopeDay } from '../completeness.ts';
import { addEnding, type DayTally, dayTallySchema, emptyTally } from '../day-tally.ts';
import type { Ending, LedgerRow } from '../ledger.ts';
import { siteOf } from '../site-of.ts';
import type { Database } from './database.ts';

const keptDays = 100;

type Stored = { scope: string; day: string; tally: string };

/** Counts an ending for the row's site and feed, inside a transaction of the ledger. */
export function tallyWriter({ db }: Database): (row: LedgerRow, ending: Ending) => void {
  const read = db.prepare('SELECT tally FROM day_tallies WHERE scope = ? AND day = ?');
  const save = db.prepare('INSERT OR REPLACE INTO day_tallies (scope, day, tally) VALUES (?, ?, ?)');
  const forget = db.prepare(`DELETE FROM day_tallies WHERE scope = ? AND day < date(?, '-${keptDays} days')`);
  return ({ id, address, source, times }, ending) => {
    const site = siteOf(address);
    const day = (times.ended ?? '').slice(0, 10);
    for (const scope of [site === null ? null : `site:${site}`, source.startsWith('feed:') ? source : null]) {
      if (scope === null) continue;
      const stored = read.get(scope, day) as { tally: string } | undefined;
      const tally: DayTally = stored ? JSON.parse(stored.tally) : emptyTally();
      addEnding(tally, id, ending);
      save.run(scope, day, JSON.stringify(tally));
      if (!stored) forget.run(scope, day);
    }
  };
}

/** What came of sites and feeds, in the SQLite file. */
export function sqliteCompleteness({ db }: Database): Completeness {
  const all = db.prepare('SELECT scope, day, tally FROM day_tallies WHERE day >= ? ORDER BY scope, day');
  const ofSite = db.prepare(
    `SELECT scope, day, tally FROM day_tallies
     WHERE day >= ?1 AND (scope = 'site:' || ?2 OR (scope GLOB 'site:*' AND substr(scope, -length(?2) - 1) = '.' || ?2))
     ORDER BY scope, day`,
  );
  return {
    async days({ since, site }) {
      return ((site === undefined ? all.all(since) : ofSite.all(since, site)) as Stored[]).map(scopeDay);
    },
  };
}

function scopeDay({ scope, day, tally }: Stored): ScopeDay {
  const [kind, name] = [scope.slice(0, 4) as ScopeDay['kind'], scope.slice(5)];
  return { kind, name, day, tally: dayTallySchema.parse(JSON.parse(tally)) };
}
