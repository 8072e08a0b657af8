import type { Field } from '../field.ts';
import { type DateOption, publishedAt, shownDates, UPDATED } from './published-at.ts';

/** When a flattened text says that it was last changed; a day that is no publication day is none of a change. */
export const modifiedAt: Field<DateOption> = {
  name: 'modifiedAt',
  options: (reading) => shownDates(reading).filter(({ source }) => source === UPDATED),
  fault: publishedAt.fault,
};
