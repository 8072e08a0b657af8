import type { Candidate, FieldEvidence } from '../../documents.ts';
import { namesIn, readBylineLine } from '../../reading/byline-line.ts';
import { agencyIn } from '../../reading/credit.ts';
import { comparisonKey } from '../../reading/fold.ts';
import { outletNamed } from '../../reading/outlet.ts';
import { candidateOf, type Option } from '../field.ts';
import type { HeadName } from '../head-names.ts';
import type { Reading } from '../reading.ts';

/** Sources that name somebody who did not write the story, or may not have. */
const untrusted: Readonly<Record<string, string>> = {
  'foreign-author-line': 'put under the story by a site that copied it, in another script',
  'head-fragment': 'a bare name without a byline label; it may be a section or a place',
};

/** Those of an outlet who sign for it: "Courier Staff". */
const SIGNING = /(?:^|\s)(?:staff|desk|team|newsroom|editors?|reporters?|redaktion)$/;

/**
 * The people named as authors. Each candidate is one name; the names of the first source that gives a valid one are the
 * bylines, all of them. Agencies, outlets and roles are none, and a desk is where nobody else signs.
 */
export function readBylines(reading: Reading): { bylines: string[]; evidence: FieldEvidence } {
  const bylines: string[] = [];
  const candidates: Candidate[] = [];
  let source: string | null = null;
  for (const option of options(reading)) {
    const lost =
      fault(option, reading) ??
      (source !== null && source !== option.source
        ? `${source} comes first`
        : bylines.includes(option.is)
          ? 'named before'
          : null);
    candidates.push({ ...candidateOf(option), ...(lost === null ? {} : { lost }) });
    if (lost !== null) continue;
    source = option.source;
    bylines.push(option.is);
  }
  return { bylines, evidence: { source, candidates } };
}

function* options(reading: Reading): Generator<Option<string>> {
  const { vocabulary } = reading;
  const declared = reading.declared('byline').filter(({ block }) => block === undefined);
  for (const { value, source } of declared) {
    const names = namesIn(value.replace(/^by\s+/i, ''), vocabulary);
    for (const name of names.length > 0 ? names : [value]) yield { is: name, value: name, source, text: value };
  }
  const { people, desks } = reading.head.names;
  yield* people.map(optionOf);
  for (const line of reading.withRole('byline')) {
    const names = readBylineLine(line.text, vocabulary)?.names ?? [line.text];
    for (const name of names) yield { is: name, value: name, source: 'byline-line', block: line.n, text: line.text };
  }
  for (const { value, source, block } of reading.declared('byline')) {
    if (block !== undefined) yield { is: value, value, source, block };
  }
  yield* desks.map(optionOf);
}

const optionOf = ({ name, ...where }: HeadName): Option<string> => ({ is: name, value: name, ...where });

function fault({ is, source, block }: Option<string>, reading: Reading): string | null {
  const { vocabulary } = reading;
  const key = comparisonKey(is);
  const distrusted = block === undefined ? undefined : untrusted[source];
  if (distrusted) return distrusted;
  if (key === '') return 'holds no word';
  if (/https?:|www\.|@|\.com\b/i.test(is)) return 'is an address';
  if (agencyIn(is, vocabulary) !== null) return 'names an agency';
  if (vocabulary.collectives.has(key) && source !== 'desk-line') return 'names a desk, not a person';
  if (vocabulary.roles.has(key)) return 'names a role, not a person';
  if (outletNamed(is, vocabulary) !== null && !(source === 'desk-line' && SIGNING.test(key))) return 'names an outlet';
  if (reading.declared('publisher').some(({ value }) => comparisonKey(value) === key)) return 'names the outlet';
  return is.length > 80 || namesIn(is, vocabulary).length === 0 ? 'cannot be a name' : null;
}
