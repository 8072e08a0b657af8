import { z } from 'zod';
import type { ArticleFilter } from '../store/article-store.ts';

// A form sends its empty boxes too; an empty box asks for nothing.
const set = <T extends z.ZodType>(value: T) =>
  z.preprocess((given) => (given === '' ? undefined : given), value.optional());
const day = z.iso.date('a day reads YYYY-MM-DD');

/** The query of a search: the words, the filters, and the piece of the results wanted. Unknown keys are errors. */
export const articleQuerySchema = z
  .strictObject({
    q: set(z.string().max(1000)),
    publisher: set(z.string().max(300)),
    agency: set(z.string().max(300)),
    language: set(z.string().max(35)),
    since: set(day),
    until: set(day),
    limit: set(z.coerce.number().int().min(1).max(100)),
    offset: set(z.coerce.number().int().min(0)),
  })
  .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
    path: ['since'],
    message: 'lies after until',
  });
export type ArticleQuery = z.infer<typeof articleQuerySchema>;

/** What the article store takes of a query. */
export function filterOf({ publisher, agency, language, since, until }: ArticleQuery): ArticleFilter {
  return {
    ...(publisher !== undefined && { publisher }),
    ...(agency !== undefined && { agency }),
    ...(language !== undefined && { language: language.toLowerCase() }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
  };
}
