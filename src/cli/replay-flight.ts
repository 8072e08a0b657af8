import { setTimeout as sleep } from 'node:timers/promises';
import type { Acceptance, Ledger, State } from '../store/ledger.ts';

const tickMs = 150;
/** How many documents a look asks the ledger for: enough for any speed of the line, little enough to go unnoticed. */
const perLook = 2_000;

/**
 * The documents of a replay on their way: those in flight by name, all others by number, so that a replay of millions
 * takes no more memory than what is in flight.
 */
export type Flight = {
  add(acceptance: Acceptance): void;
  size(): number;
  /** How many have ended, each way; what nobody waits for counts as `accepted`. */
  totals(): Record<State, number>;
  /** Waits until at most `most` are in flight, or `stopped` says so; `tick` is called now and then. */
  until(most: number, stopped: () => boolean, tick: () => void): Promise<void>;
};

/** Follows the documents of a replay. Without `wait` they are counted as they were accepted. */
export function openFlight(ledger: Pick<Ledger, 'get'>, wait: boolean): Flight {
  const pending = new Set<string>();
  const totals: Record<State, number> = { accepted: 0, indexed: 0, rejected: 0, quarantined: 0 };

  async function look(): Promise<void> {
    for (const id of [...pending].slice(0, perLook)) {
      const row = await ledger.get(id);
      pending.delete(id);
      // In flight still: behind the others, so that each is asked for in its turn.
      if (row?.state === 'accepted') pending.add(id);
      else if (row) totals[row.state] += 1;
    }
  }

  return {
    add({ row }) {
      if (wait && row.state === 'accepted') pending.add(row.id);
      else totals[row.state] += 1;
    },
    size: () => pending.size,
    totals: () => ({ ...totals, accepted: totals.accepted + pending.size }),
    async until(most, stopped, tick) {
      while (pending.size > most && !stopped()) {
        await look();
        tick();
        if (pending.size > most) await sleep(tickMs);
      }
    },
  };
}
