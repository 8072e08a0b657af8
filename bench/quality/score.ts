import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { z } from 'zod';
import { UsageError } from '../../src/errors.ts';
import type { Corpus } from '../corpus.ts';

const rate = z.object({ f1: z.number(), p: z.number(), r: z.number() });

/** What score.mjs says of a set of pages; a part without truth is absent. All numbers are shares, 0 to 1. */
export const setScoreSchema = z.object({
  pages: z.int(),
  body: rate.optional(),
  snippets: rate.optional(),
  title: z.object({ exact: z.number(), close: z.number() }).optional(),
  authors: rate.optional(),
  date: z.object({ exact: z.number() }).optional(),
  lead: z.object({ found: z.number() }).optional(),
});
export type SetScore = z.infer<typeof setScoreSchema>;

/** How well "rejected" finds the pages that are no article. */
export const rejectionSchema = rate.extend({ articles: z.int(), others: z.int(), articlesLost: z.int() });
export type Rejection = z.infer<typeof rejectionSchema>;

const scoreSchema = z.object({
  sets: z.record(z.string(), setScoreSchema),
  all: setScoreSchema,
  rejection: rejectionSchema.nullable(),
});
export type Score = z.infer<typeof scoreSchema>;

/** One measure of a paired bootstrap: both values, their difference, and the middle 95 % of it. */
const comparisonSchema = z.object({
  rows: z.array(
    z.object({
      measure: z.string(),
      n: z.int(),
      a: z.number(),
      b: z.number(),
      difference: z.number(),
      low: z.number(),
      high: z.number(),
    }),
  ),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** Scores a file of predictions; `set` leaves all but some sets out. */
export const score = async (corpus: Corpus, path: string, set?: string): Promise<Score> =>
  scoreSchema.parse(await run(corpus, ['articles', path, ...only(set)]));

/** Resamples the same pages for both files: is the difference of the first and the second more than chance? */
export const compare = async (corpus: Corpus, ours: string, theirs: string, set?: string): Promise<Comparison> =>
  comparisonSchema.parse(await run(corpus, ['compare', 'articles', ours, theirs, ...only(set)]));

const only = (set: string | undefined): string[] => (set === undefined ? [] : ['--set', set]);

async function run(corpus: Corpus, args: string[]): Promise<unknown> {
  try {
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [corpus.score, ...args, '--json'], {
      maxBuffer: 1 << 26,
    });
    process.stderr.write(stderr);
    return JSON.parse(stdout);
  } catch (error) {
    const { code, stderr } = error as { code?: number; stderr?: string };
    if (code !== 2) throw error;
    throw new UsageError(`score.mjs does not take what it was given: ${stderr?.trim()}`);
  }
}
