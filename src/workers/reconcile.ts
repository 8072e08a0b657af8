import type { Redis } from '../redis/connect.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import type { Queues } from './queues.ts';

const pageSize = 500;

/**
 * Finds rows that were accepted, have no ending, and that no queue works on (Redis was emptied, or a process died
 * between the ledger's row and its job), and sends them to the first stage again as the same run. Doing so twice is
 * harmless. Rows that moved within `graceMs` are left alone: their job may be on its way. No more are sent than the queues
 * have room for: the oldest, the others at a later sweep.
 * @returns the rows that were sent again.
 */
export async function reconcile(ledger: Ledger, queues: Queues, graceMs: number): Promise<LedgerRow[]> {
  const sent: LedgerRow[] = [];
  const room = await queues.pressure.room();
  let after: string | undefined;
  for (;;) {
    const rows = await ledger.list({ state: 'accepted', limit: pageSize, ...(after === undefined ? {} : { after }) });
    for (const row of rows) {
      if (sent.length >= room) return sent;
      if (Date.now() - lastMove(row) < graceMs || (await queues.isLive(row))) continue;
      const now = await ledger.get(row.id);
      if (now?.state !== 'accepted' || now.run !== row.run) continue;
      await queues.restart({ id: row.id, run: row.run, address: row.address });
      sent.push(row);
    }
    after = rows.at(-1)?.id;
    if (rows.length < pageSize) return sent;
  }
}

const lastMove = ({ times }: LedgerRow): number => Math.max(...Object.values(times).map((at) => Date.parse(at)));

/**
 * Runs `sweep` in one process at a time: the lock in Redis expires by itself should its holder die.
 * @returns what `sweep` gave, or null when another process is at it.
 */
export async function alone<T>(redis: Redis, key: string, sweep: () => Promise<T>): Promise<T | null> {
  if ((await redis.set(key, String(process.pid), 'PX', 60_000, 'NX')) !== 'OK') return null;
  try {
    return await sweep();
  } finally {
    await redis.del(key);
  }
}
