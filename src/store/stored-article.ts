import { type Article, articleSchema } from '../pipeline/article.ts';

/** What an article says of fields that came after it was stored: nothing. A field added to the schema is added here. */
const laterFields = {
  canonical: null,
  kind: 'article',
  dek: null,
  modifiedAt: null,
  section: null,
  tags: [],
  isAccessibleForFree: null,
  images: [],
};

/** An article as a driver kept it, of this version or an earlier one. */
export function readStoredArticle(json: string): Article {
  return articleSchema.parse({ ...laterFields, ...JSON.parse(json) });
}
