import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { mostFeedBytes } from '../../feeds/parse/parse-feed.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { Refusal } from '../refusal.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route checks a signature of its own: the guard asks for no secret. */
    signed?: boolean;
  }
}

const params = z.strictObject({ id: z.string(), token: z.string() });
const question = z.object({
  'hub.mode': z.string(),
  'hub.topic': z.string(),
  'hub.challenge': z.string().optional(),
  'hub.lease_seconds': z.coerce.number().int().positive().optional().catch(undefined),
  'hub.reason': z.string().optional(),
});

/** The callback of WebSub hubs: a GET verifies that a subscription is meant, a POST brings news signed with its secret. */
export const websubRoutes =
  ({ feeds, log }: Pick<ServerDeps, 'feeds' | 'log'>): FastifyPluginAsyncZod =>
  async (app) => {
    // A push may be of any type; its bytes are what is signed.
    app.removeAllContentTypeParsers();
    app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    app.get(
      '/websub/:id/:token',
      { schema: { params, querystring: question, response: { 200: z.string(), ...failures } } },
      async (request, reply) => {
        const { id, token } = request.params;
        const query = request.query;
        const challenge = await feeds.answerHub(id, token, {
          mode: query['hub.mode'],
          topic: query['hub.topic'],
          ...(query['hub.challenge'] === undefined ? {} : { challenge: query['hub.challenge'] }),
          ...(query['hub.lease_seconds'] === undefined ? {} : { leaseSeconds: query['hub.lease_seconds'] }),
          ...(query['hub.reason'] === undefined ? {} : { reason: query['hub.reason'] }),
        });
        if (challenge === null)
          throw new Refusal(404, 'no-such-subscription', 'nobody here asked for this subscription');
        return reply.type('text/plain; charset=utf-8').send(challenge);
      },
    );
    app.post(
      '/websub/:id/:token',
      {
        bodyLimit: mostFeedBytes,
        config: { signed: true },
        schema: { params, response: { 202: z.null(), ...failures } },
      },
      async (request, reply) => {
        const { id, token } = request.params;
        const signature = request.headers['x-hub-signature'];
        const charset = /charset\s*=\s*"?([^"\s;]+)/i.exec(request.headers['content-type'] ?? '')?.[1] ?? null;
        const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
        const taken = await feeds.takePush(id, token, {
          bytes,
          charset,
          signature: Array.isArray(signature) ? signature[0] : signature,
        });
        // 410 tells the hub that it need not send here again (W3C WebSub, 7).
        if (taken === 'no-such-feed') throw new Refusal(410, 'no-such-subscription', 'nobody here follows this feed');
        if (taken === 'unsigned') log.warn({ feed: id }, 'a push without the right signature was dropped');
        return reply.code(202).send(null);
      },
    );
  };
