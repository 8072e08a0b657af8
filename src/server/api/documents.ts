import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { documentId, knownFetchSchema, reasonSchema } from '../../pipeline/documents.ts';
import { stageNames, states } from '../../store/ledger.ts';
import type { ServerDeps } from '../deps.ts';
import { failures } from '../failure.ts';
import { findRow, idOrBeginning } from '../find-document.ts';

const state = z.enum(states);
const time = z.string().describe('ISO 8601, UTC.');

const rowSchema = z.object({
  id: documentId,
  address: z.string(),
  source: z.string(),
  run: z.int(),
  state: state.describe('`accepted` is in flight; the others are endings.'),
  stage: z.enum(stageNames),
  reason: reasonSchema.nullable(),
  attempts: z.int(),
  times: z.partialRecord(z.enum(['accepted', ...stageNames, 'ended']), time),
  sameAs: documentId.nullable().describe('The document whose article this one is; it has none of its own then.'),
  fetched: knownFetchSchema
    .extend({ checkedAt: time.describe('When the web was last asked for it; ISO 8601, UTC.') })
    .nullable()
    .describe('What the last fetch found, to ask with the next time; null for what was handed in.'),
  past: z.array(z.object({ run: z.int(), state, reason: reasonSchema.nullable(), ended: time.nullable() })),
});

/** GET /api/documents/:id: one document's way through the line, whatever became of it. */
export const documentRoutes =
  (deps: Pick<ServerDeps, 'ledger'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/api/documents/:id',
      { schema: { params: z.object({ id: idOrBeginning }), response: { 200: rowSchema, ...failures } } },
      async ({ params }) => findRow(deps.ledger, params.id),
    );
  };
