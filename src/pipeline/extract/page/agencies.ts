import type { Candidate, Declaration } from '../../documents.ts';
import { creditLine, isSourceLine } from '../../reading/credit.ts';
import type { Vocabulary } from '../../vocabulary.ts';

/** The agencies of a page, the most trusted first: those of its bylines, then lines under the story or that say "Source:". */
export function pageAgencies(
  declared: readonly Declaration[],
  named: readonly Candidate[],
  words: Vocabulary,
): Candidate[] {
  const lines = declared.flatMap(({ field, source, value }): Candidate[] => {
    if (field !== 'line' || (source !== 'line-far' && !isSourceLine(value))) return [];
    const agency = creditLine(value, words);
    return agency === null ? [] : [{ value: agency, source: 'credit-line', text: value }];
  });
  return [...named, ...lines];
}
