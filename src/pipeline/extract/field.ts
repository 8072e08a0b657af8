import type { Candidate, FieldEvidence } from '../documents.ts';
import type { Reading } from './reading.ts';

/** A value a field could take, before it is decided. `value` is what evidence shows; `is` is what the field would hold. */
export type Option<T> = { is: T; value: string; source: string; block?: number; text?: string };

/**
 * A field: its candidates, best first, and why one is not valid (null when it is). The first valid one wins.
 * A field is one file that exports one of these, named in extract.ts.
 */
export type Field<T> = {
  name: string;
  options(reading: Reading): Iterable<Option<T>>;
  fault(option: Option<T>, reading: Reading): string | null;
};

/** More candidates than these are not worth keeping; those that stand for a block always are. */
const MOST_SHOWN = 24;

/** Decides a field: the first valid option, with all options and why they lost. */
export function decide<T>(field: Field<T>, reading: Reading): { won: Option<T> | null; evidence: FieldEvidence } {
  let won: Option<T> | null = null;
  const candidates: Candidate[] = [];
  for (const option of field.options(reading)) {
    const fault = field.fault(option, reading);
    if (fault === null && won === null) {
      won = option;
      candidates.unshift(candidateOf(option));
    } else if (option.block !== undefined || candidates.length < MOST_SHOWN) {
      const lost =
        fault ?? (option.value === won?.value ? `says the same as ${won.source}` : `${won?.source} comes first`);
      candidates.push({ ...candidateOf(option), lost });
    }
  }
  return { won, evidence: { source: won?.source ?? null, candidates } };
}

export function candidateOf({ value, source, block, text }: Option<unknown>): Candidate {
  return {
    value,
    source,
    ...(block === undefined ? {} : { block }),
    ...(text === undefined || text === value ? {} : { text }),
  };
}
