import type { Candidate, FieldEvidence } from '../../documents.ts';

/** A candidate with the value as the field would hold it; `lost` set when it is no valid one. */
export type Weighed<T> = { candidate: Candidate; value: T | null; lost?: string };

/** A field's value and where it came from. */
export type Chosen<T> = { value: T | null; evidence: FieldEvidence };

const MOST = 16;

/** The first valid candidate of an ordered list wins; the others keep the reason why they lost. */
export function firstValid<T>(list: readonly Weighed<T>[], keyOf: (value: T) => string = String): Chosen<T> {
  const winner = list.find((one) => one.value !== null && one.lost === undefined);
  const key = winner && winner.value !== null ? keyOf(winner.value) : null;
  const candidates: Candidate[] = [];
  for (const one of list) {
    if (candidates.length >= MOST && one !== winner) continue;
    if (one === winner) candidates.unshift(one.candidate);
    else
      candidates.push({
        ...one.candidate,
        lost:
          one.lost ??
          (one.value === null
            ? 'says nothing that can be used'
            : key !== null && keyOf(one.value) === key
              ? 'says the same'
              : 'a better source says otherwise'),
      });
  }
  return { value: winner?.value ?? null, evidence: { source: winner?.candidate.source ?? null, candidates } };
}
