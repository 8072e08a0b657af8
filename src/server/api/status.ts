import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { stageNames } from '../../store/ledger.ts';
import { tallyOf } from '../../store/tally.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';

const count = z.int().min(0);

const statusSchema = z.object({
  accepted: count.describe('Every address that was ever taken.'),
  indexed: count,
  rejected: count,
  quarantined: count,
  inFlight: count,
  stages: z.record(z.enum(stageNames), count).describe('What is in flight, by stage.'),
  addsUp: z.boolean().describe('accepted = indexed + rejected + quarantined + inFlight'),
  difference: z.int().describe('How many more were accepted than are accounted for; 0 when nothing is lost.'),
  articles: count.describe('How many articles the store holds.'),
});

/** GET /api/status: what became of everything, and whether it adds up. */
export const statusRoutes =
  (deps: Pick<ServerDeps, 'ledger' | 'articles'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/status',
      { schema: { querystring: z.strictObject({}), response: { 200: statusSchema, ...failures } } },
      async () => {
        const [counts, articles] = await Promise.all([deps.ledger.counts(), deps.articles.count()]);
        return { ...tallyOf(counts), articles };
      },
    );
  };
