import type { Measures } from '../floors.ts';
import type { Way } from './predict.ts';
import type { Score, SetScore } from './score.ts';

/** The numbers that stand in a row of the table, in its order. */
export const columns: [name: string, of: (score: SetScore) => number | undefined][] = [
  ['body F1', ({ body }) => body?.f1],
  ['P', ({ body }) => body?.p],
  ['R', ({ body }) => body?.r],
  ['snippets', ({ snippets }) => snippets?.f1],
  ['title', ({ title }) => title?.exact],
  ['title~', ({ title }) => title?.close],
  ['authors', ({ authors }) => authors?.f1],
  ['day', ({ date }) => date?.exact],
  ['lead', ({ lead }) => lead?.found],
];

/** What is held to floors, each measure named `way, set: column`: all that bears on the whole, and the bodies of each set. */
export function measuresOf(way: Way, { sets, all, rejection }: Score): Measures {
  const measures: Measures = {};
  const add = (of: string, value: number | undefined) => {
    if (value !== undefined) measures[`${way}, ${of}`] = value;
  };
  for (const [name, of] of columns) if (name !== 'P' && name !== 'R') add(`all: ${name}`, of(all));
  for (const [set, given] of Object.entries(sets)) {
    add(`${set}: body F1`, given.body?.f1);
    add(`${set}: snippets`, given.snippets?.f1);
  }
  add('non-articles: precision', rejection?.p);
  add('non-articles: recall', rejection?.r);
  return measures;
}
