import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ServerDeps, submitAnswerSchema } from '../deps.ts';
import { failureSchema, failures } from '../failure.ts';

/** The most addresses one request may hold, and the bytes they may take. */
export const maxUrls = 1000;
export const maxRequestBytes = 4 * 1024 * 1024;

const bodySchema = z.strictObject({ urls: z.array(z.string()).min(1).max(maxUrls) });
const answersSchema = z.object({ answers: z.array(submitAnswerSchema) });

/**
 * POST /api/requests: addresses to take, answered one by one and in order. 202 means that the ledger holds each address
 * answered with `ok`; 422 that not one could be taken; 503 that the ledger cannot write now and nothing was taken.
 */
export const requestRoutes =
  (deps: Pick<ServerDeps, 'submit'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/api/requests',
      {
        bodyLimit: maxRequestBytes,
        schema: {
          body: bodySchema,
          response: { 202: answersSchema, 422: failureSchema.extend(answersSchema.shape), ...failures },
        },
      },
      async (request, reply) => {
        const answers = await deps.submit(request.body.urls);
        if (answers.some(({ ok }) => ok)) return reply.code(202).send({ answers });
        const [first] = answers;
        const why = first !== undefined && !first.ok ? `: ${first.url}: ${first.error}` : '';
        const message =
          answers.length === 1
            ? `the address cannot be taken${why}`
            : `none of the ${answers.length} addresses can be taken`;
        return reply.code(422).send({ error: { code: 'none-accepted', message }, answers });
      },
    );
  };
