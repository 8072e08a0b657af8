import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { documentId } from '../pipeline/documents.ts';
import type { ArticleStore } from '../store/article-store.ts';
import { type Ledger, states } from '../store/ledger.ts';
import type { BoardQueue } from './board.ts';

/** What became of one address at the door: taken (or known already), or refused with the reason in words. */
export const submitAnswerSchema = z.discriminatedUnion('ok', [
  z.object({
    url: z.string().describe('The address as it was sent.'),
    ok: z.literal(true),
    id: documentId,
    address: z.string().describe('The address as it is kept: canonical.'),
    answer: z.enum(['accepted', 'run-again', 'known']),
    state: z.enum(states),
  }),
  z.object({ url: z.string(), ok: z.literal(false), error: z.string() }),
]);
export type SubmitAnswer = z.infer<typeof submitAnswerSchema>;

/** One thing the server cannot work without, and whether it answered. `detail` is shown to anybody: no secrets in it. */
export const readyPartSchema = z.object({ name: z.string(), ok: z.boolean(), detail: z.string().optional() });
export type ReadyPart = { name: string; ok: boolean; detail?: string };

/** Everything the server is given; it opens nothing of its own but its port. */
export type ServerDeps = {
  config: Pick<Config, 'host' | 'port' | 'token' | 'password' | 'boardReadOnly'>;
  log: Logger;
  ledger: Ledger;
  articles: ArticleStore;
  /** In the order of the line; for Bull Board only. */
  queues: BoardQueue[];
  /** Answers each address in order. Throws LaterError when the ledger cannot write now: nothing was taken then. */
  submit(urls: string[]): Promise<SubmitAnswer[]>;
  /** Asks Redis and the store whether they answer. */
  ready(): Promise<ReadyPart[]>;
};
