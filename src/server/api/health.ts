import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod';
import { z } from 'zod';
import { type ReadyPart, readyPartSchema, type ServerDeps } from '../deps.ts';

/** How long the parts may take to answer, in milliseconds; a probe asks every few seconds. */
const patienceMs = 3000;

const readySchema = z.object({ ready: z.boolean(), parts: z.array(readyPartSchema) });

/** /healthz: the process answers. /readyz: so does everything it works with; 503 names what does not. */
export const healthRoutes =
  (deps: Pick<ServerDeps, 'ready'>): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/healthz', { schema: { response: { 200: z.object({ live: z.literal(true) }) } } }, async () => ({
      live: true as const,
    }));

    app.get('/readyz', { schema: { response: { 200: readySchema, 503: readySchema } } }, async (request, reply) => {
      const parts = await withPatience(deps.ready).catch((error: unknown): ReadyPart[] => {
        request.log.error({ err: error }, 'readiness check failed');
        return [{ name: 'check', ok: false, detail: 'the check itself failed; the log tells more' }];
      });
      const ready = parts.every(({ ok }) => ok);
      return reply.code(ready ? 200 : 503).send({ ready, parts });
    });
  };

async function withPatience(ready: ServerDeps['ready']): Promise<ReadyPart[]> {
  const over = new AbortController();
  const late = wait(patienceMs, undefined, { signal: over.signal, ref: false }).then((): ReadyPart[] => [
    { name: 'check', ok: false, detail: `no answer within ${patienceMs / 1000} s` },
  ]);
  late.catch(() => {});
  return Promise.race([ready(), late]).finally(() => over.abort());
}
