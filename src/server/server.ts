import helmet from '@fastify/helmet';
import { type FastifyBaseLogger, fastify } from 'fastify';
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from 'fastify-type-provider-zod';
import { articleRoutes } from './api/articles.ts';
import { completenessRoutes } from './api/completeness.ts';
import { documentRoutes } from './api/documents.ts';
import { feedRoutes } from './api/feeds.ts';
import { websubRoutes } from './api/feeds-websub.ts';
import { healthRoutes } from './api/health.ts';
import { metricsRoutes } from './api/metrics.ts';
import { quarantineRoutes } from './api/quarantine.ts';
import { requestRoutes } from './api/requests.ts';
import { statusRoutes } from './api/status.ts';
import { versionRoutes } from './api/versions.ts';
import { board } from './board.ts';
import { caseWork } from './case-work.ts';
import { checking } from './checking.ts';
import type { ServerDeps } from './deps.ts';
import { makeGuard } from './guard.ts';
import { listen } from './listen.ts';
import { answerFailure } from './page/failure-page.ts';
import { pages } from './page/pages.ts';
import { Refusal } from './refusal.ts';

/** The page loads its own style and icon and nothing else; it runs no script. */
const pagePolicy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'img-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'self'"],
  'frame-ancestors': ["'none'"],
};

/**
 * Starts the web server: the API, the web page and Bull Board. `url` has the real port; `close` lets the requests at
 * hand end, and closes nothing that was passed in.
 * @throws UsageError when the port cannot be opened, or would be open to other machines without a secret.
 */
export async function startServer(deps: ServerDeps): Promise<{ url: string; close(): Promise<void> }> {
  const { config, log, queues } = deps;
  const guard = makeGuard(config);
  const app = fastify({
    loggerInstance: log as FastifyBaseLogger,
    bodyLimit: 256 * 1024,
    requestTimeout: 30_000,
    routerOptions: { maxParamLength: 500 },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  app.removeContentTypeParser('text/plain');
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: pagePolicy },
    // Whether this name is to be reached by https alone is for the proxy in front to say.
    strictTransportSecurity: false,
    xFrameOptions: { action: 'deny' },
    // With no-referrer, the default, browsers send "Origin: null" with our own form, which the guard must refuse.
    referrerPolicy: { policy: 'same-origin' },
  });
  app.addHook('onRequest', checking(guard.everyRequest));
  app.setErrorHandler(answerFailure);
  app.setNotFoundHandler((request, reply) => {
    const error = new Refusal(404, 'no-such-route', `there is no ${request.method} ${request.url.split('?')[0]}`, {
      hint: 'there are /api/articles, /api/articles/:id, /api/documents/:id, /api/documents/:id/versions, /api/status, POST /api/requests, /api/feeds, /api/quarantine, /api/health, /board, /metrics, /healthz, /readyz',
    });
    return answerFailure(error, request, reply);
  });
  await app.register(healthRoutes(deps));
  await app.register(requestRoutes(deps));
  await app.register(articleRoutes(deps));
  await app.register(documentRoutes(deps));
  await app.register(versionRoutes(deps));
  await app.register(statusRoutes(deps));
  await app.register(metricsRoutes(deps));
  await app.register(completenessRoutes(deps));
  await app.register(feedRoutes(deps));
  await app.register(websubRoutes(deps));
  const work = caseWork(deps);
  await app.register(quarantineRoutes({ ...deps, work, guard }));
  await app.register(pages({ ...deps, work, guard }));
  await app.register(board({ queues, readOnly: config.boardReadOnly, allow: guard.board, retry: work.retryRun }));
  const url = await listen(app, config);
  return { url, close: () => app.close() };
}
