import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { articleSchema } from '../../pipeline/article.ts';
import { documentId } from '../../pipeline/documents.ts';
import type { ArticleHit } from '../../store/article-store.ts';
import { articleQuerySchema, filterOf } from '../article-query.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { findArticle, idOrBeginning } from '../find-document.ts';

const hitSchema = z.object({
  id: documentId,
  address: z.string(),
  title: z.string().nullable(),
  shownTitle: z.string().describe('The title, or the beginning of the lead when there is none.'),
  titleFromLead: z.boolean(),
  publisher: z.string().nullable(),
  publishedAt: z.string().nullable(),
  language: z.string().nullable(),
  wordCount: z.int(),
  score: z.number(),
  snippet: z.string().describe('U+0002 and U+0003 stand around each hit.'),
}) satisfies z.ZodType<ArticleHit>;

const pageSchema = z.object({
  total: z.int().describe('How many articles match in all.'),
  limit: z.int(),
  offset: z.int(),
  hits: z.array(hitSchema),
});

/** GET /api/articles: search, best first, or without `q` the newest first. GET /api/articles/:id: one article whole. */
export const articleRoutes =
  (deps: Pick<ServerDeps, 'articles' | 'ledger'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/articles',
      { schema: { querystring: articleQuerySchema, response: { 200: pageSchema, ...failures } } },
      async ({ query }) => {
        const { q = null, limit = 20, offset = 0 } = query;
        const page = await deps.articles.search(q, filterOf(query), { limit, offset });
        return { ...page, limit, offset };
      },
    );

    app.get(
      '/api/articles/:id',
      { schema: { params: z.object({ id: idOrBeginning }), response: { 200: articleSchema, ...failures } } },
      async ({ params }) => findArticle(deps.articles, deps.ledger, params.id),
    );
  };
