import type { DatabaseSync } from 'node:sqlite';
import type { State } from '../ledger.ts';

/** What happens to documents: accepted, a run begun, a run ended (by the ending's name). */
export type LedgerEvents = Partial<Record<'accepted' | 'begun' | Exclude<State, 'accepted'>, number>>;

/**
 * Counts what a call did, inside its transaction. It is kept apart from the rows and their own counts, so that a row which is lost,
 * doubled or changed by anything else shows.
 */
export function eventCounter(db: DatabaseSync): (events: LedgerEvents) => void {
  const add = db.prepare(
    'INSERT INTO ledger_events (event, n) VALUES (?, ?) ON CONFLICT (event) DO UPDATE SET n = n + excluded.n',
  );
  return (events) => {
    for (const [event, n] of Object.entries(events)) if (n !== 0) add.run(event, n);
  };
}
