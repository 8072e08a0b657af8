import { setTimeout as sleep } from 'node:timers/promises';
import type { Breach } from '../store/audit.ts';
import type { DocumentStore, RunRef } from '../store/document-store.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import type { Queues } from './queues.ts';
import { lastMove } from './reconcile.ts';
import { graceMs, sweepMs } from './reconciler.ts';
import type { SweepRecord } from './sweep-log.ts';

const pageSize = 500;
/** What ended while it was looked at has its bodies freed within this. */
const settleMs = 1_000;

/** What is in flight: with a job, on its way to one, or waiting in the ledger for the reconciler; and what should not be. */
export type FlightAudit = { withJob: number; justMoved: number; waiting: number; breaches: Breach[] };

export type FlightNeeds = { ledger: Ledger; bodies: DocumentStore; queues: Queues; lastSweep: SweepRecord | null };

/**
 * Compares the rows in flight with the queues, and the bodies with the rows. A row without a job waits in the ledger as long as
 * the reconciler has had no reason to send it: none has swept since, or there was no room. It is a breach when a whole sweep
 * has passed it by.
 */
export async function auditFlight({ ledger, bodies, queues, lastSweep }: FlightNeeds): Promise<FlightAudit> {
  const audit: FlightAudit = { withJob: 0, justMoved: 0, waiting: 0, breaches: [] };
  let after: string | undefined;
  for (;;) {
    const page = await ledger.list({ state: 'accepted', limit: pageSize, ...(after === undefined ? {} : { after }) });
    const standing = await queues.standing(page);
    for (const [n, row] of page.entries()) {
      if (standing[n] === 'live') audit.withJob += 1;
      else if (Date.now() - lastMove(row) < graceMs + sweepMs) audit.justMoved += 1;
      else if (!(await isInFlight(row, ledger))) continue;
      else if (wasPassedBy(row, lastSweep)) audit.breaches.push(withoutJob(row));
      else audit.waiting += 1;
    }
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
  }
  audit.breaches.push(...(await orphans(bodies, ledger)));
  return audit;
}

function wasPassedBy(row: LedgerRow, sweep: SweepRecord | null): boolean {
  return sweep?.wasWhole === true && Date.parse(sweep.began) > lastMove(row) + graceMs;
}

function withoutJob(row: LedgerRow): Breach {
  const since = new Date(lastMove(row)).toISOString();
  return {
    what: 'no-live-job',
    means: 'a row is in flight, no queue works on it, and the reconciler passed it by',
    id: row.id,
    detail: `run ${row.run}, in ${row.stage} since ${since}`,
  };
}

async function orphans(bodies: DocumentStore, ledger: Ledger): Promise<Breach[]> {
  const seen: RunRef[] = [];
  for await (const refs of bodies.runs()) {
    for (const ref of refs) if (!(await isInFlight(ref, ledger))) seen.push(ref);
  }
  if (seen.length === 0) return [];
  await sleep(settleMs);
  const still = new Set<string>();
  for await (const refs of bodies.runs()) for (const { id, run } of refs) still.add(`${id}-${run}`);
  return seen
    .filter(({ id, run }) => still.has(`${id}-${run}`))
    .map(({ id, run }) => ({
      what: 'body-orphaned',
      means: 'Redis holds the body of a run that is not in flight',
      id,
      detail: `run ${run}`,
    }));
}

async function isInFlight({ id, run }: RunRef, ledger: Ledger): Promise<boolean> {
  const row = await ledger.get(id);
  return row?.run === run && row.state === 'accepted';
}
