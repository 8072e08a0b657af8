import { z } from 'zod';
import type { FeedRow } from '../store/feed-store.ts';
import { healthOf } from './habit.ts';

/** A feed as lists show it, with its health. Durations are milliseconds, times ISO 8601, UTC. */
export const shownFeedSchema = z.object({
  id: z.string(),
  address: z.string(),
  title: z.string().nullable(),
  site: z.string().nullable(),
  kind: z.string().nullable().describe('rss, atom, rdf, json, sitemap …; null before the first poll.'),
  category: z.string().nullable(),
  parent: z.string().nullable().describe('The sitemap index that names it.'),
  health: z.enum(['new', 'well', 'silent', 'failing', 'gone']),
  added: z.string(),
  lastPoll: z.string().nullable(),
  lastSuccess: z.string().nullable(),
  lastNew: z.string().nullable().describe('When a poll last brought something new.'),
  nextDue: z.string(),
  intervalMs: z.number(),
  habitMs: z.number().nullable().describe('Nine of ten gaps between news were shorter.'),
  silentForMs: z.number().nullable(),
  polls: z.int(),
  items: z.int().describe('How many items were requested.'),
  errorRun: z.int().describe('How many polls have failed in a row.'),
  lastError: z.object({ code: z.string(), detail: z.string(), at: z.string() }).nullable(),
  notes: z.array(z.object({ code: z.string(), detail: z.string(), at: z.string() })),
  hub: z
    .object({ hub: z.string(), state: z.string(), leaseUntil: z.string().nullable(), lastPush: z.string().nullable() })
    .nullable(),
});
export type ShownFeed = z.infer<typeof shownFeedSchema>;

/** A feed for a list, at a time; the subscription's secrets stay out. */
export function showFeed(row: FeedRow, now: number): ShownFeed {
  const { state, silentForMs, habitMs } = healthOf(row, now);
  // The schema takes what it names, and leaves the rest of the row out.
  return shownFeedSchema.parse({ ...row, health: state, silentForMs, habitMs });
}
