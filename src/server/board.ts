import { createBullBoard } from '@bull-board/api';
import { FastifyAdapter } from '@bull-board/fastify';
import type { JobJson, Queue } from 'bullmq';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { documentId } from '../pipeline/documents.ts';
import { stageNames } from '../store/ledger.ts';
import { LedgerAdapter } from './board-adapter.ts';
import { checking } from './checking.ts';
import { iconPath } from './page/layout.ts';
import { Refusal } from './refusal.ts';

/** A queue as the board takes it. */
export type BoardQueue = Queue;

/** What the board reads from a job's payload; a job without it is shown as it is. */
const jobSchema = z.looseObject({ id: documentId, run: z.int(), address: z.string() });

const about: Record<string, string> = {
  fetch: 'From an address to a raw document',
  clean: 'From a raw document to its blocks, boilerplate out',
  extract: 'From blocks to an article with its fields',
  index: 'From an article to the store',
};

/** What Bull Board's own page needs: its scripts and styles, and the style attributes that it sets. */
const boardPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** How long an answer may wait for Redis, in milliseconds: without Redis the queues would hold it for ever. */
const patienceMs = 10_000;

type Retry = { retry(ref: { id: string; run: number }): Promise<boolean> };
type BoardOptions = { queues: BoardQueue[]; readOnly: boolean; allow(request: FastifyRequest): void } & Retry;

/** Bull Board at /board: each job named after its document and linked to the document's page. */
export const board =
  ({ queues, readOnly, allow, retry }: BoardOptions): FastifyPluginAsync =>
  async (app) => {
    const adapter = new FastifyAdapter().setBasePath('/board');
    createBullBoard({
      queues: queues.map((queue, index) => adapterOf(queue, index + 1, readOnly, retry)),
      serverAdapter: adapter,
      options: {
        uiConfig: {
          boardTitle: 'Copydesk queues',
          boardLogo: { path: iconPath, width: 28, height: 28 },
          favIcon: { default: iconPath, alternative: iconPath },
          miscLinks: [
            { text: 'Articles', url: '/' },
            { text: 'Documents', url: '/documents' },
            { text: 'Quarantine', url: '/quarantine' },
          ],
          hideDocsLink: true,
          sortQueues: false,
        },
      },
    });
    app.addHook('onRequest', async (_request, reply) => void reply.header('content-security-policy', boardPolicy));
    app.addHook('onRequest', checking(allow));
    // Bull Board refuses writes by queue; this holds whatever routes a later version of it has.
    if (readOnly) app.addHook('onRequest', checking(onlyReading));
    app.addHook('onRoute', (route) => {
      route.handlerTimeout = patienceMs;
    });
    await app.register(adapter.registerPlugin(), { prefix: '/board' });
  };

function onlyReading({ method }: FastifyRequest): void {
  if (method === 'GET' || method === 'HEAD') return;
  throw new Refusal(403, 'read-only', 'Bull Board is read-only here', {
    hint: 'COPYDESK_BOARD_READ_ONLY=false lifts it',
  });
}

function adapterOf(queue: BoardQueue, place: number, readOnlyMode: boolean, retry: Retry['retry']): LedgerAdapter {
  const options = {
    readOnlyMode,
    // Of what has no document (feeds, jobs of somebody else) there is no run to start.
    allowRetries: stageNames.some((name) => name === queue.name),
    allowCompletedRetries: false,
    // The overview sorts by this name; the number keeps the order of the line.
    displayName: `${place}. ${queue.name}`,
    description: about[queue.name] ?? '',
    externalJobUrl: ({ data, failedReason }: Pick<JobJson, 'failedReason'> & { data: unknown }) => {
      const { data: job } = jobSchema.safeParse(data);
      // A job of somebody else has no document; the way to all of them is the nearest thing.
      if (job && failedReason) return { displayText: 'Case', href: `/quarantine/${job.id}` };
      return job
        ? { displayText: 'Document', href: `/documents/${job.id}` }
        : { displayText: 'Documents', href: '/documents' };
    },
  };
  const adapter = new LedgerAdapter(queue, options, async (data) => {
    const { data: job } = jobSchema.safeParse(data);
    return job !== undefined && (await retry(job));
  });
  adapter.setFormatter('name', ({ name, data }: { name: string; data: unknown }) => {
    const { data: job } = jobSchema.safeParse(data);
    return job && job.run > 1 ? `${name} (run ${job.run})` : name;
  });
  // The board writes back what it shows when a job is edited or copied: the keys must stay, only their order changes.
  adapter.setFormatter('data', (data: unknown) => {
    const { data: job } = jobSchema.safeParse(data);
    if (!job) return data;
    const { address, id, run, ...rest } = job;
    return { address, id, run, ...rest };
  });
  return adapter;
}
