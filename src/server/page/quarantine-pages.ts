import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { documentId } from '../../pipeline/documents.ts';
import { caseFilterOf, caseFilterShape } from '../case-query.ts';
import type { CaseWork } from '../case-work.ts';
import { checking } from '../checking.ts';
import type { ServerDeps } from '../deps.ts';
import { findRow, idOrBeginning } from '../find-document.ts';
import type { Guard } from '../guard.ts';
import { layout } from './layout.ts';
import { documentPath, pathWith } from './link.ts';
import { casePage, casesDone } from './quarantine-case.ts';
import { casesLength, quarantineList } from './quarantine-list.ts';

/** What the pages of the quarantine need. */
export type QuarantinePageDeps = Pick<ServerDeps, 'quarantine' | 'ledger'> & { work: CaseWork; guard: Guard };

const listQuery = z.strictObject({ ...caseFilterShape, after: documentId.optional() });
const chosenForm = z.strictObject({
  ids: documentId.optional(),
  like: documentId.optional(),
  why: z.string().trim().max(500).optional(),
});

/** The pages of the quarantine: its groups, its cases, and the forms that run them again or drop them. */
export const quarantinePages =
  ({ quarantine, ledger, work, guard }: QuarantinePageDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.addHook('onRequest', checking(guard.board));
    app.get('/quarantine', { schema: { querystring: listQuery } }, async ({ query: { after, ...given } }) => {
      const filter = caseFilterOf(given);
      const page = { limit: casesLength, ...(after !== undefined && { after }) };
      const [total, whole, groups, cases] = await Promise.all([
        quarantine.count(filter),
        quarantine.count({}),
        after === undefined ? quarantine.groups(filter, casesLength) : [],
        quarantine.list(filter, page),
      ]);
      const list = quarantineList({ filter, total, whole, groups, cases });
      return layout('Quarantine', list, pathWith('/api/quarantine', { ...filter, after }));
    });
    app.get('/quarantine/:id', { schema: { params: z.object({ id: idOrBeginning }) } }, async ({ params }, reply) => {
      const row = await findRow(ledger, params.id);
      const one = await quarantine.get(row.id);
      // The board links here from failed jobs of earlier runs too: what became of the document is told elsewhere.
      if (one === null) return reply.redirect(documentPath(row.id), 302);
      return layout(`${one.reason.code} at ${one.stage}`, casePage(one), `/api/quarantine/${one.id}`);
    });
    const chosen = ({ ids, like }: z.infer<typeof chosenForm>) => ({
      ids: ids === undefined ? undefined : [ids],
      like,
    });
    app.post('/quarantine/retry', { schema: { body: chosenForm } }, async ({ body }, reply) =>
      reply.code(202).send(layout('Run again', casesDone('run again', await work.retry(chosen(body))))),
    );
    app.post('/quarantine/drop', { schema: { body: chosenForm } }, async ({ body }) => {
      const why = body.why === undefined || body.why === '' ? null : body.why;
      return layout('Dropped', casesDone('dropped', await work.drop(chosen(body), { who: 'the web page', why })));
    });
  };
