import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { ArticleStore } from '../store/article-store.ts';
import type { DocumentStore } from '../store/document-store.ts';
import { type Ledger, stageNames } from '../store/ledger.ts';
import { tallyOf } from '../store/tally.ts';
import type { Queues } from './queues.ts';
import { type RollCall, rollCallEntrySchema } from './roll-call.ts';
import { type SweepLog, sweepRecordSchema } from './sweep-log.ts';

const count = z.int().min(0);
const level = z.enum(['ok', 'warn', 'paused']);

/** How everything stands, as `copydesk status --json` and GET /api/status give it. Times ISO 8601, UTC; sizes in bytes. */
export const statusSchema = z.object({
  accepted: count.describe('Every address that was ever taken, counted when it was.'),
  indexed: count,
  rejected: count,
  quarantined: count,
  inFlight: count,
  stages: z.record(z.enum(stageNames), count).describe('What is in flight, by stage.'),
  addsUp: z.boolean().describe('accepted = indexed + rejected + quarantined + inFlight'),
  difference: z.int().describe('How many more were accepted than are accounted for; 0 when nothing is lost.'),
  articles: count.describe('How many articles the store holds.'),
  line: z
    .object({
      queues: z.record(
        z.enum(stageNames),
        z.object({
          waiting: count,
          active: count,
          delayed: count,
          failed: count,
          completed: count,
          oldestMs: count.nullable().describe('How long ago the job that is next was sent.'),
        }),
      ),
      bodies: count.describe('Runs that have a body in Redis.'),
      redis: z.object({ used: count, bound: count, share: z.number(), level }),
      disk: z.object({ free: count, least: count, level }),
      brake: z.string().nullable().describe('Why nothing more is fetched now.'),
      reconciler: sweepRecordSchema.nullable().describe('The last sweep.'),
      workers: z.array(rollCallEntrySchema),
    })
    .nullable()
    .describe('null: Redis does not answer.'),
});
export type Status = z.infer<typeof statusSchema>;

/** What stands on Redis. */
export type LineParts = { queues: Queues; bodies: DocumentStore; sweeps: SweepLog; rollCall: RollCall };

/** How long Redis is waited for. */
const patienceMs = 2_000;

/** Reads how everything stands; `line` is null where there is no Redis. */
export async function readStatus(
  store: { ledger: Ledger; articles: Pick<ArticleStore, 'count'> },
  line: LineParts | null,
): Promise<Status> {
  const [counts, articles] = await Promise.all([store.ledger.counts(), store.articles.count()]);
  return { ...tallyOf(counts), articles, line: line && (await readLine(line)) };
}

async function readLine({ queues, bodies, sweeps, rollCall }: LineParts): Promise<Status['line']> {
  const read = Promise.all([
    queues.counts(),
    bodies.count(),
    queues.pressure.state(),
    queues.pressure.brake(),
    sweeps.last(),
    rollCall.present(),
  ]);
  read.catch(() => {});
  const over = new AbortController();
  const late = sleep(patienceMs, null, { signal: over.signal }).catch(() => null);
  const answer = await Promise.race([read, late]).finally(() => over.abort());
  if (answer === null) return null;
  const [counted, held, { redis, disk }, brake, reconciler, workers] = answer;
  return { queues: counted, bodies: held, redis, disk, brake, reconciler, workers };
}
