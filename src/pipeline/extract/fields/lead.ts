import type { Field } from '../field.ts';

/** The first paragraph of the body that is a sentence. */
export const lead: Field<string> = {
  name: 'lead',
  *options(reading) {
    const first = reading.withRole('body').find((line) => line.prose);
    if (first) yield { is: first.text, value: first.text, source: 'body', block: first.n };
  },
  fault: () => null,
};
