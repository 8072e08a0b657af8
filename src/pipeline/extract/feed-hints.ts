import type { Candidate, CleanDocument, FieldEvidence } from '../documents.ts';
import { comparisonKey } from '../reading/fold.ts';
import { hintDeclarations } from '../request-hints.ts';
import type { OwnFields } from './own-fields.ts';
import { type DateValue, instantOf, readDateValue } from './page/date-value.ts';

const DAY = 86_400_000;

/**
 * The fields with what a feed said of the document behind all that it says itself. A hint fills a field that the document
 * states nowhere; where it states a value, even one that cannot be used, the hint loses.
 */
export function withFeedHints(own: OwnFields, { hints, fetchedAt }: CleanDocument): OwnFields {
  const fields = { ...own.fields };
  const evidence = { ...own.evidence };
  for (const { field, value, source } of hintDeclarations(hints)) {
    const candidate = { value, source };
    if (field === 'title') {
      const fault = comparisonKey(value) === '' ? 'holds no word' : null;
      evidence.title = behind(evidence.title, candidate, fault);
      if (evidence.title.source === source) fields.title = value;
    } else {
      const date = readDateValue(value, null);
      const read = date === null || date.value === value ? candidate : { value: date.value, source, text: value };
      evidence.publishedAt = behind(evidence.publishedAt, read, dateFault(date, fetchedAt));
      if (evidence.publishedAt.source === source && date !== null) {
        fields.publishedAt = date.value;
        fields.publishedPrecision = date.precision;
      }
    }
  }
  return { ...own, fields, evidence };
}

/** The evidence with a hint as its last candidate; the winner when it has no fault and there is no other. */
function behind(told: FieldEvidence | undefined, hint: Candidate, fault: string | null): FieldEvidence {
  const { source, candidates } = told ?? { source: null, candidates: [] };
  if (fault === null && candidates.length === 0) return { source: hint.source, candidates: [hint] };
  const lost = fault ?? (source === null ? 'the document states one itself' : `${source} comes first`);
  return { source, candidates: [...candidates, { ...hint, lost }] };
}

function dateFault(date: DateValue | null, fetchedAt: string): string | null {
  if (date === null) return 'is no full date';
  if (date.ambiguous) return 'day and month cannot be told apart';
  if (instantOf(date) > Date.parse(fetchedAt) + 2 * DAY) return 'lies in the future of the fetch';
  return Number(date.day.slice(0, 4)) < 1900 || date.day === '1970-01-01' ? 'is no date a page was published on' : null;
}
