import { agencyIn } from '../../reading/credit.ts';
import { comparisonKey } from '../../reading/fold.ts';
import type { Field, Option } from '../field.ts';
import type { Reading } from '../reading.ts';

/** The outlet by its own name: declared, or shown above the headline. A trailer's source is no publisher. */
export const publisher: Field<string> = {
  name: 'publisher',
  *options(reading) {
    for (const { value, source, block } of reading.declared('publisher')) {
      yield { is: value, value, source, ...(block === undefined ? {} : { block }) };
    }
  },
  fault({ is }: Option<string>, reading: Reading) {
    if (comparisonKey(is) === '') return 'holds no word';
    if (is.length > 80 || /^https?:/.test(is)) return 'is no name';
    // The agency whose report is printed is no publisher, unless it is the only name given.
    const others = reading.declared('publisher').some(({ value }) => value !== is);
    return others && agencyIn(is, reading.vocabulary) !== null ? 'names an agency' : null;
  },
};
