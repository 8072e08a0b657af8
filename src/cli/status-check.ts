import type { Desk } from '../desk.ts';
import type { Breach } from '../store/audit.ts';
import { type Tally, tallyOf } from '../store/tally.ts';
import { cut, paint, table } from './output.ts';
import { sumOf } from './sum-text.ts';

/** So many breaches of a kind are shown; --json has all. */
const shownOfAKind = 20;

/** What `status --check` found. `flight` is null when no Redis answered: that part was not looked at. */
export type Checked = {
  holds: boolean;
  tally: Tally;
  flight: { withJob: number; justMoved: number; waiting: number } | null;
  breaches: Breach[];
  seconds: number;
};

/** Compares the ledger with itself, with the articles and with the queues. */
export async function checkAll(desk: Desk): Promise<Checked> {
  const began = performance.now();
  const { ledger, audit } = desk.store;
  const breaches: Breach[] = [];
  for await (const breach of audit()) breaches.push(breach);
  const opened = await desk.openQueues(false);
  let flight: Checked['flight'] = null;
  if (opened !== null) {
    const { auditFlight } = await import('../workers/audit-flight.ts');
    const { breaches: more, ...rest } = await auditFlight({
      ledger,
      bodies: opened.bodies,
      queues: opened.queues,
      lastSweep: await opened.sweeps.last(),
    });
    breaches.push(...more);
    flight = rest;
  }
  const seconds = Math.round(performance.now() - began) / 1000;
  return { holds: breaches.length === 0, tally: tallyOf(await ledger.counts()), flight, breaches, seconds };
}

/** The check in words: the equation, what is in flight, and the breaches by kind. */
export function checkText({ holds, tally, flight, breaches, seconds }: Checked): string {
  const lines = [sumOf(tally)];
  if (flight === null)
    lines.push(paint('yellow', 'not checked: jobs and bodies of what is in flight, for no Redis answers'));
  else {
    const { withJob, justMoved, waiting } = flight;
    lines.push(`in flight: ${withJob} with a job, ${justMoved} just moved, ${waiting} wait in the ledger for the line`);
  }
  for (const [what, some] of Map.groupBy(breaches, (one) => one.what)) {
    lines.push('', `${paint('red', what)} (${some.length}): ${some[0]?.means}`);
    lines.push(
      table(
        ['id', 'found'],
        some.slice(0, shownOfAKind).map(({ id, detail }) => [id ?? '–', cut(detail, 120)]),
      ),
    );
    if (some.length > shownOfAKind) lines.push(`… and ${some.length - shownOfAKind} more; --json has all`);
  }
  const verdict = holds ? paint('green', 'conservation holds') : paint('red', `${breaches.length} BREACHES`);
  lines.push('', `${verdict} (checked in ${seconds} s)`);
  return lines.join('\n');
}
