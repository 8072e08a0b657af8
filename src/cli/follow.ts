import { setTimeout as sleep } from 'node:timers/promises';
import { Presets, SingleBar } from 'cli-progress';
import type { Ledger, LedgerRow } from '../store/ledger.ts';

const tickMs = 150;
/** How many documents a tick asks the ledger for: enough for any speed of the line, little enough to go unnoticed. */
const perTick = 2_000;

/**
 * Waits until every run named has ended, or `stopped` says so, with a progress bar where stderr is a terminal.
 * @returns the rows that had ended, by id.
 */
export async function follow(
  ledger: Ledger,
  runs: { id: string }[],
  stopped: () => boolean,
): Promise<Map<string, LedgerRow>> {
  const pending = new Set(runs.map(({ id }) => id));
  const ended = new Map<string, LedgerRow>();
  const bar = new SingleBar(
    {
      format: '{bar} {percentage} % · {value} of {total} documents · {eta_formatted} left',
      stream: process.stderr,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  const drawn = process.stderr.isTTY && pending.size > 0;
  if (drawn) bar.start(pending.size, 0);
  while (pending.size > 0 && !stopped()) {
    for (const id of [...pending].slice(0, perTick)) {
      const row = await ledger.get(id);
      if (row?.state === 'accepted') continue;
      pending.delete(id);
      if (row) ended.set(id, row);
    }
    if (drawn) bar.update(ended.size);
    if (pending.size > 0) await sleep(tickMs);
  }
  if (drawn) bar.stop();
  return ended;
}
