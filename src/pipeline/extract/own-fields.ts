import type { Article } from '../article.ts';
import type { Candidate, Removal } from '../documents.ts';

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
    | 'agency'
    | 'images'
    | 'captions'
  >;
  evidence: Article['evidence'];
  /** Agencies that bylines name, the most trusted first. */
  agencies: Candidate[];
  /** What reading the fields cut from blocks: the labels before captions. */
  removals: Removal[];
};
