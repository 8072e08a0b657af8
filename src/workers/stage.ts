import type { z } from 'zod';
import type { Outcome, Reason } from '../pipeline/documents.ts';
import type { ArticleSigns, StageName } from '../store/ledger.ts';

/**
 * A run that ends as indexed: with the signs of the article that it wrote, or without one of its own, for there was nothing to do:
 * why, and whose article it shares.
 */
export type Settled = { reason: Reason; sameAs?: string } | { signs: ArticleSigns };

/** A stage's answer: the document for the next stage, a rejection, or that all is done already. */
export type StageOutcome<T> = Outcome<T> | { indexed: Settled };

/**
 * One stage of the line: takes a document, gives an outcome. It does not know its neighbours; `takes` is checked on
 * entry, so that a body in the document store that is not what the stage expects is an error, not a surprise later.
 */
export type Stage<In, Out> = {
  name: StageName;
  takes: z.ZodType<In>;
  run(document: In): Promise<StageOutcome<Out>>;
};
