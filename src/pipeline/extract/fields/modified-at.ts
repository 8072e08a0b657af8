import type { Field } from '../field.ts';
import { type DateOption, publishedAt, shownDates, UPDATED } from './published-at.ts';

/**
 * When a flattened text says that it was last changed; a day that is no publication day is none of a change.
 * @param published when it was published, ISO 8601
 */
export const modifiedAt = (published: string | null): Field<DateOption> => ({
  name: 'modifiedAt',
  options: (reading) => shownDates(reading).filter(({ source }) => source === UPDATED),
  fault: (option, reading) =>
    published !== null && (option.is.iso?.value.slice(0, 10) ?? '') < published.slice(0, 10)
      ? 'lies before the publication'
      : publishedAt.fault(option, reading),
});
