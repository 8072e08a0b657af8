import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { states } from '../../store/ledger.ts';
import { tallyOf } from '../../store/tally.ts';
import { siteQuery } from '../api/completeness.ts';
import { maxRequestBytes, maxUrls } from '../api/requests.ts';
import { articleQuerySchema, filterOf } from '../article-query.ts';
import type { ServerDeps } from '../deps.ts';
import { findRow, idOrBeginning } from '../find-document.ts';
import { Refusal } from '../refusal.ts';
import { counts } from './counts.ts';
import { documentPage } from './document.ts';
import { documentList, foundPage, listLength } from './document-list.ts';
import { enqueueAnswers, enqueueForm } from './enqueue.ts';
import { sendFailurePage } from './failure-page.ts';
import { feedPages } from './feed-pages.ts';
import { healthPage } from './health-page.ts';
import { hits } from './hits.ts';
import { html } from './html.ts';
import { icon, iconPath, layout, style, stylePath } from './layout.ts';
import { pathWith } from './link.ts';
import { type QuarantinePageDeps, quarantinePages } from './quarantine-pages.ts';
import { searchForm } from './search-form.ts';

type PageDeps = Pick<ServerDeps, 'ledger' | 'articles' | 'submit' | 'health' | 'feeds'> & QuarantinePageDeps;

const listQuery = z.strictObject({
  state: z.enum(states).default('indexed'),
  after: idOrBeginning.optional(),
  find: z.string().trim().min(1).max(8192).optional(),
});
const formBody = z.strictObject({ urls: z.string() });

/** The web page: rendered here, whole without scripts, nothing loaded from elsewhere. */
export const pages =
  ({ ledger, articles, submit, health, feeds, ...deps }: PageDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { locked } = deps.guard;
    app.setErrorHandler(sendFailurePage);
    app.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
    );
    app.addHook('onRequest', async (_request, reply) => {
      reply.type('text/html; charset=utf-8').header('cache-control', 'no-store');
    });
    await app.register(quarantinePages({ ...deps, ledger }));
    await app.register(feedPages({ feeds, locked }));
    const asset = { 'cache-control': 'public, max-age=86400' };
    app.get(stylePath, async (_request, reply) => reply.headers(asset).type('text/css; charset=utf-8').send(style));
    app.get(iconPath, async (_request, reply) => reply.headers(asset).type('image/svg+xml').send(icon));

    app.get('/', { schema: { querystring: articleQuerySchema } }, async ({ query }) => {
      const { q = null, limit = 20, offset = 0 } = query;
      const [counted, page] = await Promise.all([
        ledger.counts(),
        articles.search(q, filterOf(query), { limit, offset }),
      ]);
      const main = html`<h1 class="visually-hidden">Copydesk</h1>
${counts(tallyOf(counted))}
${searchForm(query)}
${hits(page, query, { limit, offset })}
${enqueueForm(locked)}`;
      return layout(q ?? '', main, pathWith('/api/articles', query));
    });

    app.get('/health', { schema: { querystring: siteQuery } }, async ({ query: { site } }) =>
      layout('Health', healthPage(await health(site), site), pathWith('/api/health', { site })),
    );

    app.get('/documents', { schema: { querystring: listQuery } }, async ({ query }, reply) => {
      const { state, after, find } = query;
      if (find !== undefined) {
        const found = await ledger.find(find);
        if (found.length === 1 && found[0]) return reply.redirect(`/documents/${found[0].id}`, 303);
        return reply.code(found.length === 0 ? 404 : 200).send(layout(find, foundPage(find, found)));
      }
      const rows = await ledger.list({ state, limit: listLength, ...(after !== undefined && { after }) });
      return layout('Documents', documentList(tallyOf(await ledger.counts()), state, rows));
    });

    app.get('/documents/:id', { schema: { params: z.object({ id: idOrBeginning }) } }, async ({ params }, reply) => {
      const row = await findRow(ledger, params.id);
      if (row.id !== params.id) return reply.redirect(`/documents/${row.id}`, 302);
      const article = (await articles.get(row.id)) ?? (row.sameAs === null ? null : await articles.get(row.sameAs));
      const versions = article === null ? [] : await articles.versions(article.id);
      const json = article === null ? `/api/documents/${row.id}` : `/api/articles/${article.id}`;
      return layout(article?.title ?? row.address, documentPage(row, article, versions), json);
    });

    app.post('/requests', { bodyLimit: maxRequestBytes, schema: { body: formBody } }, async ({ body }, reply) => {
      const urls = body.urls.split(/\s+/).filter((url) => url !== '');
      if (urls.length === 0) throw new Refusal(400, 'malformed', 'the form holds no address');
      if (urls.length > maxUrls) {
        throw new Refusal(413, 'too-many', `the form holds ${urls.length} addresses; ${maxUrls} are taken at once`, {
          hint: 'send a long list with: copydesk enqueue --file FILE',
        });
      }
      const answers = await submit(urls);
      const some = answers.some(({ ok }) => ok);
      return reply.code(some ? 202 : 422).send(layout('Addresses', enqueueAnswers(answers, locked)));
    });
  };
