import type { FieldEvidence } from '../documents.ts';
import { decide } from './field.ts';
import { readBylines } from './fields/bylines.ts';
import { readCaptions } from './fields/captions.ts';
import { modifiedAt } from './fields/modified-at.ts';
import { publishedAt, UPDATED } from './fields/published-at.ts';
import { publisher } from './fields/publisher.ts';
import { title } from './fields/title.ts';
import type { OwnFields } from './own-fields.ts';
import type { Reading } from './reading.ts';

/** The fields of flattened text: read off its lines, for it declares nothing. */
export function textFields(reading: Reading): OwnFields {
  const decided = {
    title: decide(title, reading),
    publisher: decide(publisher, reading),
    publishedAt: decide(publishedAt, reading),
  };
  const { bylines, evidence } = readBylines(reading);
  const captions = readCaptions(reading);
  const dek = reading.withRole('dek').map((line) => ({ value: line.text, source: 'dek-line', block: line.n }));
  const published = decided.publishedAt.won;
  const stamp = published?.is.iso ?? null;
  // What is taken for the publication is told of no change.
  const changed = published?.source === UPDATED ? null : decide(modifiedAt(stamp?.value ?? null), reading);
  return {
    fields: {
      title: decided.title.won?.is ?? null,
      dek: dek[0]?.value ?? null,
      publisher: decided.publisher.won?.is ?? null,
      bylines,
      publishedAt: stamp?.value ?? null,
      publishedPrecision: stamp?.precision ?? null,
      modifiedAt: changed?.won?.is.iso?.value ?? null,
      section: null,
      tags: [],
      canonical: null,
      isAccessibleForFree: null,
      agency: null,
      images: [],
      captions: captions.captions,
    },
    agencies: [],
    removals: captions.removals,
    evidence: {
      title: decided.title.evidence,
      publisher: decided.publisher.evidence,
      bylines: evidence,
      publishedAt: decided.publishedAt.evidence,
      ...(changed?.won ? { modifiedAt: changed.evidence } : {}),
      captions: captions.evidence,
      ...(dek.length > 0 ? { dek: evidenceOf(dek) } : {}),
      ...sourceHint(reading),
    },
  };
}

/** What a line of the page's frame says of where the text came from; a hint, and no field. */
function sourceHint(reading: Reading): Record<string, FieldEvidence> {
  const hints = reading
    .declared('sourceHint')
    .map(({ value, source, block }) => ({ value, source, ...(block === undefined ? {} : { block }) }));
  return hints.length > 0 ? { sourceHint: evidenceOf(hints) } : {};
}

const evidenceOf = (candidates: FieldEvidence['candidates']): FieldEvidence => ({
  source: candidates[0]?.source ?? null,
  candidates,
});
