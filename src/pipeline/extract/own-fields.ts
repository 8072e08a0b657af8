import type { Article } from '../documents.ts';

/** The fields that pages and flattened text are read for in ways of their own. */
export type OwnFields = {
  fields: Pick<
    Article,
    | 'title'
    | 'dek'
    | 'publisher'
    | 'bylines'
    | 'publishedAt'
    | 'publishedPrecision'
    | 'modifiedAt'
    | 'section'
    | 'tags'
    | 'canonical'
    | 'isAccessibleForFree'
  >;
  evidence: Article['evidence'];
};
