import type { DatePrecision } from '../documents.ts';
import type { HeadLine, HeadQuestion } from './head-lines.ts';
import { dateVotes } from './page/date-votes.ts';

/** A date that a line near the headline states, with its block; `labelled` says that the line calls it the publication's. */
export type HeadDate = {
  iso: { value: string; precision: DatePrecision };
  ambiguous: boolean;
  updated: boolean;
  labelled: boolean;
  block: number;
  text: string;
};

/** The dates of the lines around a flattened text's headline, those first that say what they are and stand nearest. */
export function headDates(lines: readonly HeadLine[], { language, vocabulary }: HeadQuestion): HeadDate[] {
  return lines
    .flatMap((line) => dateVotes([line], language, vocabulary).map((vote) => ({ ...vote, line })))
    .filter(({ fault }) => fault === undefined)
    .sort((a, b) => b.weight - a.weight)
    .map(({ date: { value, precision, ambiguous }, updated, labelled, line }) => ({
      iso: { value, precision },
      ambiguous,
      updated,
      labelled,
      block: line.block,
      text: line.value,
    }));
}
