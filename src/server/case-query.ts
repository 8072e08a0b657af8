import { z } from 'zod';
import { documentId } from '../pipeline/documents.ts';
import { stageNames } from '../store/ledger.ts';
import type { CaseFilter } from '../store/quarantine.ts';

// A form sends its empty boxes too; an empty box asks for nothing.
const set = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), value.optional());

/** Which cases, as a query or a body names them. */
export const caseFilterShape = {
  site: set(z.string().max(253).toLowerCase()).describe(
    'This site and its subdomains; `files`: what is no web address.',
  ),
  stage: set(z.enum(stageNames)),
  error: set(z.string().max(200)).describe('The code of the reason: timeout, TypeError, …'),
  since: set(
    z.union([z.iso.date(), z.iso.datetime()], 'a day or a time in UTC, as 2026-01-31 or 2026-01-31T12:00:00Z'),
  ),
  like: set(documentId).describe('The id of a case: all of its group.'),
};
type Given = { site?: string | undefined; stage?: CaseFilter['stage'] | undefined } & {
  [key in 'error' | 'since' | 'like']?: string | undefined;
};

/** The filter as the quarantine takes it. */
export function caseFilterOf({ site, stage, error, since, like }: Given): CaseFilter {
  return {
    ...(site !== undefined && { site }),
    ...(stage !== undefined && { stage }),
    ...(error !== undefined && { error }),
    // The store compares times as texts, so they must be written alike.
    ...(since !== undefined && { since: new Date(since).toISOString() }),
    ...(like !== undefined && { like }),
  };
}
