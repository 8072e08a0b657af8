import type { z } from 'zod';
import type { Outcome } from '../pipeline/documents.ts';
import type { StageName } from '../store/ledger.ts';

/**
 * One stage of the line: takes a document, gives an outcome. It does not know its neighbours; `takes` is checked on
 * entry, so that a body in the document store that is not what the stage expects is an error, not a surprise later.
 */
export type Stage<In, Out> = {
  name: StageName;
  takes: z.ZodType<In>;
  run(document: In): Promise<Outcome<Out>>;
};
