import { zstdDecompressSync } from 'node:zlib';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { documentId, reasonSchema } from '../../pipeline/documents.ts';
import { adviceOf } from '../../quarantine/advice.ts';
import { stageNames } from '../../store/ledger.ts';
import { caseFilterOf, caseFilterShape } from '../case-query.ts';
import { type CaseWork, chosenSchema } from '../case-work.ts';
import { checking } from '../checking.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { caseBody, findCase } from '../find-case.ts';
import { idOrBeginning } from '../find-document.ts';
import type { Guard } from '../guard.ts';

const time = z.string().describe('ISO 8601, UTC.');
const site = z.string().nullable().describe('The host without www.; null for what is no web address.');

const groupSchema = z.object({
  site,
  stage: z.enum(stageNames),
  code: z.string(),
  cause: z.string().describe('The detail without what differs from one document to the next.'),
  cases: z.int(),
  first: time,
  last: time,
  example: documentId.describe('The newest case of the group; as "like" it names the whole group.'),
  next: z.string().describe('What to do about it.'),
});
const caseSchema = z.object({
  id: documentId,
  run: z.int(),
  address: z.string(),
  site,
  stage: z.enum(stageNames),
  reason: reasonSchema,
  cause: z.string(),
  attempts: z.int(),
  at: time,
  bodyBytes: z.int().nullable().describe('What its page takes in the store; null when none is kept.'),
});
const fileSchema = caseSchema.extend({
  stack: z.string().nullable(),
  worker: z.string().nullable(),
  versions: z.object({ copydesk: z.string(), node: z.string(), rules: z.string() }).nullable(),
  bodyNote: z.string().nullable().describe('Why no page is kept.'),
  next: z.string(),
});
const listSchema = z.object({
  total: z.int().describe('How many cases the filter takes.'),
  groups: z.array(groupSchema).describe('By site, stage, error and cause; most cases first.'),
  cases: z.array(caseSchema).describe('Oldest first; the next page begins after the id of the last one.'),
});
const querySchema = z.strictObject({
  ...caseFilterShape,
  limit: z.coerce.number().int().min(1).max(1000).default(50),
  after: documentId.optional(),
});
const doneSchema = z.object({
  documents: z.array(z.object({ id: documentId, run: z.int(), address: z.string(), reason: reasonSchema.nullable() })),
});

type Deps = Pick<ServerDeps, 'quarantine' | 'ledger'> & { work: CaseWork; guard: Guard };

/**
 * GET /api/quarantine: the cases, grouped and listed; /:id a case, /:id/body its page. POST /api/quarantine/retry and /drop
 * work on ids or on what a filter takes. Where the server has a secret, reading asks for it too: stacks are not for strangers.
 */
export const quarantineRoutes =
  ({ quarantine, ledger, work, guard }: Deps): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook('onRequest', checking(guard.board));
    app.get(
      '/api/quarantine',
      { schema: { querystring: querySchema, response: { 200: listSchema, ...failures } } },
      async ({ query: { limit, after, ...given } }) => {
        const filter = caseFilterOf(given);
        const [total, groups, cases] = await Promise.all([
          quarantine.count(filter),
          quarantine.groups(filter, limit),
          quarantine.list(filter, { limit, ...(after === undefined ? {} : { after }) }),
        ]);
        return { total, groups: groups.map((one) => ({ ...one, next: adviceOf({ ...one, id: one.example }) })), cases };
      },
    );
    const params = z.object({ id: idOrBeginning });
    app.get(
      '/api/quarantine/:id',
      { schema: { params, response: { 200: fileSchema, ...failures } } },
      async (request) => {
        const one = await findCase({ ledger, quarantine }, request.params.id);
        return { ...one, next: adviceOf({ ...one, code: one.reason.code }) };
      },
    );
    // As plain text and a download: the page of a stranger must not run as one of ours.
    app.get('/api/quarantine/:id/body', { schema: { params } }, async (request, reply) => {
      const one = await findCase({ ledger, quarantine }, request.params.id);
      const { zstd } = await caseBody({ quarantine }, one);
      reply.header('content-disposition', `attachment; filename="${one.id}.txt"`);
      return reply.type('text/plain; charset=utf-8').send(zstdDecompressSync(zstd));
    });
    app.post(
      '/api/quarantine/retry',
      { schema: { body: chosenSchema, response: { 202: doneSchema, ...failures } } },
      async ({ body }, reply) => reply.code(202).send({ documents: await work.retry(body) }),
    );
    app.post(
      '/api/quarantine/drop',
      {
        schema: {
          body: chosenSchema.extend({
            why: z.string().max(500).optional(),
            who: z.string().min(1).max(100).optional(),
          }),
          response: { 200: doneSchema, ...failures },
        },
      },
      async ({ body: { why = null, who = 'the API', ...chosen } }) => ({
        documents: await work.drop(chosen, { who, why }),
      }),
    );
  };
