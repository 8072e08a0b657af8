import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { shownFeedSchema } from '../../feeds/show-feed.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { Refusal } from '../refusal.ts';

const listSchema = z.object({ feeds: z.array(shownFeedSchema) });
const bodySchema = z.strictObject({
  address: z.string().min(1).describe('A feed, a sitemap, or a page that names feeds.'),
  category: z.string().min(1).nullable().default(null),
  fromNow: z.boolean().default(false).describe('Do not request what the feed names today.'),
  all: z.boolean().default(false).describe('Follow every feed that a page names, not the first alone.'),
});
const addedSchema = z.object({
  feeds: z.array(z.object({ answer: z.enum(['added', 'known']), feed: shownFeedSchema })),
  others: z.array(z.object({ address: z.string(), title: z.string().nullable() })),
});

/** GET /api/feeds lists the feeds and their health; POST follows one, DELETE /api/feeds/:id follows it no more. */
export const feedRoutes =
  ({ feeds }: Pick<ServerDeps, 'feeds'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/feeds',
      { schema: { querystring: z.strictObject({}), response: { 200: listSchema, ...failures } } },
      async () => ({
        feeds: await feeds.list(),
      }),
    );
    app.post(
      '/api/feeds',
      { schema: { body: bodySchema, response: { 200: addedSchema, 201: addedSchema, ...failures } } },
      async (request, reply) => {
        const { address, ...options } = request.body;
        const answers = await feeds.follow(address, options);
        const refused = answers.find((one) => !one.ok);
        if (refused) throw new Refusal(422, 'no-feed', `${refused.address} cannot be followed: ${refused.error}`);
        const taken = answers.filter((one) => one.ok);
        return reply.code(taken.some(({ answer }) => answer === 'added') ? 201 : 200).send({
          feeds: taken.map(({ answer, feed }) => ({ answer, feed })),
          others: taken.flatMap(({ others }) => others),
        });
      },
    );
    app.delete(
      '/api/feeds/:id',
      { schema: { params: z.strictObject({ id: z.string() }), response: { 204: z.null(), ...failures } } },
      async (request, reply) => {
        if (!(await feeds.remove(request.params.id))) {
          throw new Refusal(404, 'no-such-feed', `there is no feed ${request.params.id}`, {
            hint: 'GET /api/feeds lists them',
          });
        }
        return reply.code(204).send(null);
      },
    );
  };
