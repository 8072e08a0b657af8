import type { Declaration } from '../../documents.ts';
import type { OwnFields } from '../own-fields.ts';

const SITE = /^site:/;

/** Sources that each field's own reading trusts: what a site's rule selects is read as those are. */
const readAs = ({ field, value }: Declaration): string => {
  if (field === 'title') return 'h1';
  if (field === 'byline') return 'json-ld:author';
  if (field !== 'publishedAt' && field !== 'modifiedAt') return `json-ld:${field}`;
  if (/^\d{4}-\d\d/.test(value)) return 'time';
  return field === 'publishedAt' ? 'published-element' : 'date-element';
};

/**
 * Lets the fields that a site's rules select win over all else that a page says, read and checked as any other; what they
 * beat stays in the evidence.
 * @param choose the choice among declarations that is made without such rules
 */
export function chooseWithSite(
  declared: readonly Declaration[],
  choose: (declared: readonly Declaration[]) => OwnFields,
): OwnFields {
  const told = declared.filter(({ source }) => SITE.test(source));
  if (told.length === 0) return choose(declared);
  const general = choose(declared.filter(({ source }) => !SITE.test(source)));
  const own = choose(told.map((one) => ({ ...one, source: readAs(one) })));
  const fields = { ...general.fields };
  const evidence = { ...general.evidence };
  for (const { field, source } of told) {
    const name = field === 'byline' ? 'bylines' : field;
    const chosen = own.evidence[name];
    if (!chosen) continue;
    const held = chosen.source !== null;
    if (held) Object.assign(fields, { [name]: own.fields[name as keyof OwnFields['fields']] });
    if (held && name === 'publishedAt') fields.publishedPrecision = own.fields.publishedPrecision;
    const beaten = general.evidence[name]?.candidates ?? [];
    evidence[name] = {
      source: held ? source : (general.evidence[name]?.source ?? null),
      candidates: [
        ...chosen.candidates.map((candidate) => ({ ...candidate, source })),
        ...beaten.map((candidate) =>
          held ? { ...candidate, lost: candidate.lost ?? 'a rule of the site says otherwise' } : candidate,
        ),
      ],
    };
  }
  return { ...general, fields, evidence };
}
