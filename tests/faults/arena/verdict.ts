import type { StageName } from '../../../src/store/ledger.ts';
import type { Arena } from './arena.ts';

/** What a fault did. It did no damage when `faults` is empty. */
export type Verdict = {
  documents: number;
  lost: number;
  duplicated: number;
  /** Seconds from the end of the fault to the ending of the last document. */
  recoverySeconds: number;
  /** All that is not as it must be, in words. */
  faults: string[];
};

type Judged = Pick<Arena, 'store' | 'queues' | 'bodies' | 'expected'>;

/**
 * Waits until all that was acknowledged has ended, and until the queues and the document store are empty, each for at
 * most `patienceSeconds`; then looks at every document. The workers are still at work.
 */
export async function judge(arena: Arena, patienceSeconds: number): Promise<Verdict> {
  const faults: string[] = [];
  const waited = async (what: string, reached: () => Promise<boolean>): Promise<void> => {
    await arena.until(what, reached, patienceSeconds).catch((error: Error) => void faults.push(error.message));
  };
  await waited('all have ended', async () => (await arena.store.ledger.counts()).accepted === 0);
  const recoverySeconds = (performance.now() - arena.faultOverAt()) / 1000;
  let left: string[] = [];
  await waited('the queues and bodies are empty', async () => {
    left = await leftovers(arena);
    return left.length === 0;
  });
  const { lost, duplicated, wrong } = await accountOf(arena);
  const breaches = await arena.breaches();
  return {
    documents: arena.expected.size,
    lost,
    duplicated,
    recoverySeconds,
    faults: [...faults, ...left, ...wrong, ...breaches],
  };
}

/** What still waits, is worked on, or lies in the document store: nothing may, once all have ended. */
async function leftovers({ queues, bodies }: Judged): Promise<string[]> {
  const left: string[] = [];
  for (const queue of queues.all) {
    const counts = await queue.getJobCounts('waiting', 'active', 'delayed', 'prioritized');
    const jobs = Object.values(counts).reduce((sum, n) => sum + n, 0);
    if (jobs > 0) left.push(`${jobs} jobs in ${queue.name as StageName}: ${JSON.stringify(counts)}`);
  }
  const held = await bodies.count();
  if (held > 0) left.push(`${held} bodies in the document store`);
  return left;
}

/** Every acknowledged address has one row, which ended as it must, by the run that it must; and one article of one version. */
export async function accountOf({
  store,
  expected,
}: Judged): Promise<Pick<Verdict, 'lost' | 'duplicated'> & { wrong: string[] }> {
  let lost = 0;
  let duplicated = 0;
  const wrong: string[] = [];
  let articles = 0;
  for (const [address, must] of expected) {
    const rows = await store.ledger.find(address);
    const [row] = rows;
    duplicated += Math.max(0, rows.length - 1);
    if (row === undefined || row.state === 'accepted') {
      lost++;
      wrong.push(
        `${address} ${row === undefined ? 'has no row' : `has no ending: ${row.stage}, ${JSON.stringify(row.times)}`}`,
      );
      continue;
    }
    if (row.state !== must.state)
      wrong.push(`${address} is ${row.state}, not ${must.state}: ${JSON.stringify(row.reason)}`);
    else if (must.reason !== undefined && row.reason?.code !== must.reason)
      wrong.push(`${address} is ${row.state} for ${row.reason?.code}, not for ${must.reason}`);
    else if (must.detail !== undefined && !must.detail.test(row.reason?.detail ?? ''))
      wrong.push(`${address} says "${row.reason?.detail}", not ${must.detail}`);
    if (must.run !== null && row.run !== must.run) wrong.push(`${address} ended by run ${row.run}, not ${must.run}`);
    if (row.state !== 'indexed') continue;
    articles++;
    const versions = await store.articles.versions(row.id);
    if (versions.length === 0) {
      lost++;
      wrong.push(`${address} is indexed and has no article`);
    }
    duplicated += Math.max(0, versions.length - 1);
  }
  const { total } = await store.ledger.counts();
  if (total !== expected.size) wrong.push(`${total} rows for ${expected.size} addresses`);
  duplicated += Math.max(0, total - expected.size);
  const stored = await store.articles.count();
  if (stored !== articles) wrong.push(`${stored} articles for ${articles} indexed documents`);
  duplicated += Math.max(0, stored - articles);
  if (lost > 0) wrong.push(`${lost} lost`);
  if (duplicated > 0) wrong.push(`${duplicated} duplicated`);
  return { lost, duplicated, wrong };
}
