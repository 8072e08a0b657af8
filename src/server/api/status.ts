import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { statusSchema } from '../../workers/status.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';

/** GET /api/status: what became of everything, whether it adds up, and how the line stands. */
export const statusRoutes =
  (deps: Pick<ServerDeps, 'status'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/status',
      { schema: { querystring: z.strictObject({}), response: { 200: statusSchema, ...failures } } },
      () => deps.status(),
    );
  };
