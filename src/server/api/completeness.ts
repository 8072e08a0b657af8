import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { healthReportSchema } from '../../health/report.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';

/** The site that a query names: a host, without www. */
export const siteQuery = z.strictObject({
  site: z.preprocess((given) => (given === '' ? undefined : given), z.string().max(253).toLowerCase().optional()),
});

/** GET /api/health: the sites and feeds that have become worse than their own past. 200 whether or not there are any. */
export const completenessRoutes =
  ({ health }: Pick<ServerDeps, 'health'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/health',
      { schema: { querystring: siteQuery, response: { 200: healthReportSchema, ...failures } } },
      async ({ query }) => health(query.site),
    );
  };
