import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Corpus } from '../corpus.ts';
import { rejectionSchema, setScoreSchema } from './score.ts';

/** A peer that only tells articles from other pages has no scores of sets. */
const peersSchema = z.object({
  truthSha256: z.string(),
  peers: z.record(
    z.string(),
    z.object({
      what: z.string(),
      sets: z.record(z.string(), setScoreSchema).default({}),
      all: setScoreSchema.optional(),
      rejection: rejectionSchema.optional(),
    }),
  ),
});
export type Peers = z.infer<typeof peersSchema>['peers'];

/** The scores of other tools on the same pages. `stale`: they were scored on another truth than the one that is here. */
export function readPeers(corpus: Corpus): { peers: Peers; stale: boolean } {
  const { peers, truthSha256 } = peersSchema.parse(JSON.parse(readFileSync(corpus.peers, 'utf8')));
  const truth = readFileSync(join(corpus.dir, 'articles/truth.jsonl'));
  return { peers, stale: createHash('sha256').update(truth).digest('hex') !== truthSha256 };
}
