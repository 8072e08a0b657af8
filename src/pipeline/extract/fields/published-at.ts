import type { DatePrecision } from '../../documents.ts';
import { readDateLine } from '../../reading/date-line.ts';
import { isoOf, readDates } from '../../reading/date-text.ts';
import { contradictions } from '../date-sanity.ts';
import type { Field, Option } from '../field.ts';
import type { Reading } from '../reading.ts';

/** A date that could be the publication's; `iso` is null when the words are no full date. */
export type DateOption = {
  iso: { value: string; precision: DatePrecision } | null;
  ambiguous: boolean;
  trusted: boolean;
};

const DAY = 86_400_000;
/** The source of a line that says when the document was changed. */
export const UPDATED = 'updated-line';

/**
 * When the document was published, as it states it. Declared dates come first, then the lines around the headline, then those
 * further off, then the address; an "updated" line is the last resort. A date that the text contradicts loses.
 */
export const publishedAt: Field<DateOption> = {
  name: 'publishedAt',
  *options(reading) {
    const declared = reading.declared('publishedAt');
    for (const { value, source } of declared.filter(({ source }) => source !== 'time'))
      yield fromText(value, source, reading, true);
    const shown = shownDates(reading);
    yield* shown.filter(({ source }) => source !== UPDATED);
    for (const { value, source } of declared.filter(({ source }) => source === 'time'))
      yield fromText(value, source, reading, false);
    const path = /\/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=\/|$|[-_])/.exec(reading.document.url ?? '');
    if (path) yield fromText(`${path[1]}-${path[2]}-${path[3]}`, 'url', reading, false);
    yield* shown.filter(({ source }) => source === UPDATED);
  },
  fault({ is: { iso, ambiguous, trusted } }, reading) {
    if (iso === null) return 'is no full date';
    if (ambiguous) return 'day and month cannot be told apart';
    const day = Date.parse(iso.value.slice(0, 10));
    if (day > Date.parse(reading.document.fetchedAt) + DAY)
      return `lies after ${reading.document.fetchedAt.slice(0, 10)}, when the document was fetched`;
    const reasons = contradictions(day, reading);
    // One sign may be chance; what the page declares in its markup needs more to be doubted than a stamp in the text.
    return reasons.length >= (trusted ? 3 : 2) ? `the text contradicts it: ${reasons.join('; ')}` : null;
  },
};

function fromText(value: string, source: string, reading: Reading, trusted: boolean): Option<DateOption> {
  const date = readDates(value, reading.language).find(({ year }) => year !== null) ?? null;
  const iso = date ? isoOf(date) : null;
  return { is: { iso, ambiguous: date?.ambiguous === true, trusted }, value: iso?.value ?? value, source, text: value };
}

/** The dates that lines show: near the headline, then elsewhere; none twice. */
export function shownDates(reading: Reading): Option<DateOption>[] {
  const near = headOptions(reading);
  return [...near, ...[...lineOptions(reading)].filter(({ block }) => !near.some((option) => option.block === block))];
}

/** The dates near the headline, those first that say so and stand nearest. */
const headOptions = ({ head }: Reading): Option<DateOption>[] =>
  head.dates.map(({ iso, ambiguous, updated, labelled, block, text }) => ({
    is: { iso, ambiguous, trusted: labelled },
    value: iso.value,
    source: updated ? UPDATED : 'head-line',
    block,
    text,
  }));

/** Dates that say they are the publication's before bare ones, and those of a change last. */
function* lineOptions(reading: Reading): Generator<Option<DateOption>> {
  const found: { rank: number; option: Option<DateOption> }[] = [];
  for (const line of [...reading.withRole('date'), ...reading.withRole('byline')]) {
    const read = readDateLine(line.text, reading.language, reading.vocabulary);
    const bare = () => readDates(line.text, reading.language).map((date) => ({ ...date, label: null }));
    for (const date of read?.dates ?? bare()) {
      const iso = isoOf(date);
      if (iso === null) continue;
      const source = date.label === null ? 'date-line' : `${date.label}-line`;
      const rank = date.label === 'published' ? 0 : date.label === null ? 1 : 2;
      const is = { iso, ambiguous: date.ambiguous, trusted: date.label !== null };
      found.push({ rank, option: { is, value: iso.value, source, block: line.n, text: line.text } });
    }
  }
  yield* found.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
}
