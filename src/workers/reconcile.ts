import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Walks } from '../fetch/walks.ts';
import type { Lease } from '../redis/lease.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { DocumentStore, RunRef } from '../store/document-store.ts';
import type { Ledger, LedgerRow } from '../store/ledger.ts';
import type { Queues } from './queues.ts';

const pageSize = 500;
/** With no room left so many pages more are looked at, for what only has to be closed; the rest waits for its turn. */
const pagesBeyondRoom = 4;

export type ReconcileNeeds = {
  ledger: Ledger;
  articles: Pick<ArticleStore, 'runOf'>;
  bodies: DocumentStore;
  walks: Walks;
  queues: Queues;
};

/**
 * What a sweep did. `sent`: rows sent to the first stage again; `closed`: rows whose article was there already; `freed`: runs
 * whose bodies or beginnings of fetches belonged to nothing. `wasWhole`: it looked at all rows in flight, and had room for what
 * it found.
 */
export type Sweep = { sent: LedgerRow[]; closed: LedgerRow[]; freed: number; looked: number; wasWhole: boolean };

/**
 * Brings ledger, store and queues in step. A row that was accepted, has no ending, and that no queue works on (Redis was
 * emptied, or a process died between the ledger's row and its job) is closed when the article of that very run stands in the
 * store, and else sent to the first stage again as the same run: the oldest first, no more than the queues have room for. Rows
 * that moved within `graceMs` are left alone: their job may be on its way. Bodies of runs that are not in flight are freed, and
 * with `deep` the beginnings of fetches too.
 *
 * Every step may be done twice, by two sweeps at once, or not at all when the process dies: the next sweep finds what is left.
 * @throws LeaseLostError between two pages when `lease` has been lost.
 */
export async function reconcile(
  needs: ReconcileNeeds,
  { graceMs, deep = false, lease }: { graceMs: number; deep?: boolean; lease?: Lease },
): Promise<Sweep> {
  const { ledger, articles, bodies, walks, queues } = needs;
  const done: Sweep = { sent: [], closed: [], freed: 0, looked: 0, wasWhole: true };
  const room = await queues.pressure.room();
  if (room === 0) await queues.trim();

  /** What of a page is in flight still, and has no job. */
  async function stranded(page: LedgerRow[]): Promise<{ row: LedgerRow; isGone: boolean }[]> {
    const old = page.filter((row) => Date.now() - lastMove(row) >= graceMs);
    const standing = await queues.standing(old);
    const without = old.flatMap((row, n) => (standing[n] === 'live' ? [] : [{ row, isGone: standing[n] === 'gone' }]));
    // Asked after the queues were: what ended or was run again meanwhile has no job for a good reason.
    const rows = await Promise.all(without.map(({ row }) => ledger.get(row.id)));
    return without.filter(({ row }, n) => rows[n]?.state === 'accepted' && rows[n]?.run === row.run);
  }

  async function mend(page: LedgerRow[]): Promise<void> {
    const fresh: LedgerRow[] = [];
    for (const { row, isGone } of await stranded(page)) {
      if ((await articles.runOf(row.id)) === row.run) {
        // Killed between the article and the row's ending.
        if (await ledger.end(row.id, row.run, { state: 'indexed' })) done.closed.push(row);
        await bodies.free(row);
      } else if (done.sent.length >= room) done.wasWhole = false;
      else {
        done.sent.push(row);
        if (isGone) fresh.push(row);
        else await queues.restart(jobOf(row));
      }
    }
    if (fresh.length > 0) await queues.sendMany('fetch', fresh.map(jobOf));
  }

  let after: string | undefined;
  for (let beyond = 0; beyond < pagesBeyondRoom; ) {
    lease?.check();
    const page = await ledger.list({ state: 'accepted', limit: pageSize, ...(after === undefined ? {} : { after }) });
    done.looked += page.length;
    await mend(page);
    after = page.at(-1)?.id;
    if (page.length < pageSize) break;
    if (!done.wasWhole) beyond += 1;
    await nextTurn();
  }

  const isOver = async ({ id, run }: RunRef): Promise<boolean> => {
    const row = await ledger.get(id);
    return row?.run !== run || row.state !== 'accepted';
  };
  for await (const refs of bodies.runs()) {
    lease?.check();
    for (const ref of refs) {
      if (!(await isOver(ref))) continue;
      await bodies.free(ref);
      done.freed += 1;
    }
    await nextTurn();
  }
  if (deep) {
    for await (const names of walks.all()) {
      lease?.check();
      for (const name of names) {
        const [id = '', run] = name.split('-');
        if (!(await isOver({ id, run: Number(run) }))) continue;
        await walks.drop(name);
        done.freed += 1;
      }
      await nextTurn();
    }
  }
  return done;
}

/** When a row last moved, in milliseconds since 1970. */
export const lastMove = ({ times }: LedgerRow): number => Math.max(...Object.values(times).map((at) => Date.parse(at)));

const jobOf = ({ id, run, address }: LedgerRow): { id: string; run: number; address: string } => ({ id, run, address });
