import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import type { ServerDeps } from '../deps.ts';
import { Refusal } from '../refusal.ts';
import { feedList, followed, followForm } from './feed-list.ts';
import { feedPage, itemsListed } from './feed-page.ts';
import { html } from './html.ts';
import { layout } from './layout.ts';

const byId = z.object({ id: z.string().regex(/^[0-9a-f]{12}$/, 'is no id of a feed') });
const followBody = z.strictObject({
  address: z.string().trim().min(1).max(8192),
  category: z.string().trim().max(300).default(''),
  fromNow: z.literal('yes').optional(),
});

/** The pages of the feeds: the list with its form, and one feed. `locked`: a write asks for the password. */
export const feedPages =
  ({ feeds, locked }: Pick<ServerDeps, 'feeds'> & { locked: boolean }): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/feeds', async () => layout('Feeds', feedList(await feeds.list(), Date.now(), locked), '/api/feeds'));

    app.get('/feeds/:id', { schema: { params: byId } }, async ({ params: { id } }) => {
      const all = await feeds.list();
      const feed = all.find((one) => one.id === id);
      if (feed === undefined) throw unknown(id);
      const under = all.filter(({ parent }) => parent === id);
      const page = feedPage(feed, under, await feeds.latest(id, itemsListed), Date.now());
      return layout(feed.title ?? feed.address, page, '/api/feeds');
    });

    app.post('/feeds', { schema: { body: followBody } }, async ({ body }, reply) => {
      const { address, category, fromNow } = body;
      const how = { category: category || null, fromNow: fromNow !== undefined, all: false };
      const answers = await feeds.follow(address, how);
      const refused = answers.find((one) => !one.ok);
      if (refused) {
        const main = html`<h1>It cannot be followed</h1><p class="why">${refused.error}</p>${followForm(locked, { address, category })}`;
        return reply.code(422).send(layout('Feeds', main));
      }
      const taken = answers.filter((one) => one.ok);
      const rows = taken.map(({ feed }) => feed);
      const others = taken.flatMap((one) => one.others);
      return reply.code(201).send(layout('Followed', followed(address, rows, others, Date.now())));
    });

    app.post('/feeds/:id/remove', { schema: { params: byId } }, async ({ params: { id } }, reply) => {
      if (!(await feeds.remove(id))) throw unknown(id);
      return reply.redirect('/feeds', 303);
    });
  };

const unknown = (id: string): Refusal =>
  new Refusal(404, 'no-such-feed', `there is no feed ${id}`, { hint: 'the page of the feeds lists them' });
