import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { articleSchema } from '../../pipeline/article.ts';
import { documentId } from '../../pipeline/documents.ts';
import { articleChangeSchema } from '../../pipeline/relate/article-change.ts';
import type { ArticleVersion } from '../../store/article-store.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { findArticle, findRow, idOrBeginning } from '../find-document.ts';
import { Refusal } from '../refusal.ts';

const time = z.string().describe('ISO 8601, UTC.');

const versionSchema = z.object({
  version: z.int().describe('Counted from 1; the highest is the current one.'),
  run: z.int(),
  fetchedAt: time,
  title: z.string().nullable(),
  wordCount: z.int(),
  change: articleChangeSchema.nullable().describe('What parts it from the version before; null for the first.'),
}) satisfies z.ZodType<ArticleVersion>;

const versionsSchema = z.object({
  id: documentId.describe('The document that has the article.'),
  checkedAt: time.nullable().describe('When the web was last asked for it; null for what was handed in.'),
  versions: z.array(versionSchema).describe('Newest first.'),
});

/** GET /api/documents/:id/versions: the versions of a document's article. …/versions/:version: one of them, whole. */
export const versionRoutes =
  (deps: Pick<ServerDeps, 'ledger' | 'articles'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/documents/:id/versions',
      { schema: { params: z.object({ id: idOrBeginning }), response: { 200: versionsSchema, ...failures } } },
      async ({ params }) => {
        const row = await findRow(deps.ledger, params.id);
        const { id } = await findArticle(deps.articles, deps.ledger, row.id);
        return { id, checkedAt: row.fetched?.checkedAt ?? null, versions: await deps.articles.versions(id) };
      },
    );

    app.get(
      '/api/documents/:id/versions/:version',
      {
        schema: {
          params: z.object({ id: idOrBeginning, version: z.coerce.number().int().min(1) }),
          response: { 200: articleSchema, ...failures },
        },
      },
      async ({ params }) => {
        const { id } = await findArticle(deps.articles, deps.ledger, params.id);
        const article = await deps.articles.version(id, params.version);
        if (article !== null) return article;
        throw new Refusal(404, 'no-version', `the article ${id} has no version ${params.version}`, {
          hint: `GET /api/documents/${id}/versions lists them`,
        });
      },
    );
  };
