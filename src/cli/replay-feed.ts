import { setTimeout as sleep } from 'node:timers/promises';
import type { Desk } from '../desk.ts';
import { replayPath } from '../sources/replay-path.ts';
import { submit } from '../sources/submit.ts';
import type { Acceptance, Submission } from '../store/ledger.ts';
import type { Queues } from '../workers/queues.ts';

/** A replay's settings: `perSecond` null for full speed; `again` runs known documents again; `stopped` ends it early. */
export type Feeding = { perSecond: number | null; again: boolean; stopped(): boolean };

/** What a replay handed in, and what it could not read. `queued` is false when jobs were left to the reconciler. */
export type Fed = {
  taken: { name: string; acceptance: Acceptance }[];
  faults: { name: string; error: string }[];
  queued: boolean;
};

/** How many documents are accepted in one transaction, and how many bytes of them at most. */
const batchDocuments = 100;
const batchBytes = 8 * 1024 * 1024;

/** Reads the paths and hands in what they hold, at the rate asked for. Faults are told as they come, and passed over. */
export async function feed(
  desk: Desk,
  queues: Queues | null,
  paths: string[],
  { perSecond, again, stopped }: Feeding,
  onFault: (message: string) => void,
): Promise<Fed> {
  const fed: Fed = { taken: [], faults: [], queued: true };
  let batch: { name: string; submission: Submission }[] = [];
  let bytes = 0;
  const began = Date.now();
  let read = 0;

  async function handIn(): Promise<void> {
    const submissions = batch.map(({ submission }) => submission);
    const { acceptances, queued } = await submit(desk.store.ledger, queues, submissions, { again });
    for (const [index, acceptance] of acceptances.entries())
      fed.taken.push({ name: batch[index]?.name ?? '', acceptance });
    fed.queued &&= queued;
    batch = [];
    bytes = 0;
  }

  for (const path of paths) {
    for await (const item of replayPath(path, desk.config.fetch.maxBytes)) {
      if (stopped()) break;
      if ('error' in item) {
        fed.faults.push({ name: item.name, error: item.error });
        onFault(`${item.name}: ${item.error}`);
        continue;
      }
      batch.push(item);
      bytes += item.submission.given?.bytes.length ?? 0;
      read++;
      if (perSecond !== null || batch.length >= batchDocuments || bytes >= batchBytes) await handIn();
      if (perSecond !== null) await sleep(Math.max(0, began + (read / perSecond) * 1000 - Date.now()));
    }
  }
  if (batch.length > 0) await handIn();
  return fed;
}
