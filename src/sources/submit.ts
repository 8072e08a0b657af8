import { setTimeout as sleep } from 'node:timers/promises';
import type { Acceptance, Ledger, LedgerRow, Submission } from '../store/ledger.ts';
import type { Queues } from '../workers/queues.ts';

/** How long a submitter waits for Redis: the ledger has the row by then, and the reconciler finds it. */
const patienceMs = 2_000;

/** The answers, in order, and whether the queues took all jobs at once (if not, the line takes them up by itself). */
export type Submitted = { acceptances: Acceptance[]; queued: boolean };

/**
 * Accepts submissions: first the ledger's rows, on disk, then their jobs.
 * @throws LaterError when the ledger cannot be written; nothing was accepted then.
 */
export async function submit(
  ledger: Ledger,
  queues: Queues | null,
  submissions: Submission[],
  options: { again: boolean; whole?: boolean },
): Promise<Submitted> {
  const acceptances = await ledger.accept(submissions, options);
  const fresh = acceptances.filter(({ answer }) => answer !== 'known').map(({ row }) => row);
  return { acceptances, queued: await enqueue(queues, fresh) };
}

/**
 * Sends accepted rows to the first stage, as many as Redis has room for; the ledger keeps the others, and the reconciler sends
 * them when there is. False when some were left, there are no queues, or Redis did not answer in time.
 */
export async function enqueue(queues: Queues | null, rows: LedgerRow[]): Promise<boolean> {
  const jobs = rows.filter(({ state }) => state === 'accepted').map(({ id, run, address }) => ({ id, run, address }));
  if (jobs.length === 0) return true;
  if (queues === null) return false;
  const send = async (): Promise<boolean> => {
    const room = await queues.pressure.room();
    if (room > 0) await queues.sendMany('fetch', jobs.slice(0, room));
    return room >= jobs.length;
  };
  const sent = send().catch(() => false);
  const timer = new AbortController();
  const late = sleep(patienceMs, false, { signal: timer.signal }).catch(() => false);
  return Promise.race([sent, late]).finally(() => timer.abort());
}
