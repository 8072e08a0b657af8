import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { FollowOptions } from '../feeds/feed-desk.ts';
import type { FoundFeed } from '../feeds/parse/feed.ts';
import type { ShownFeed } from '../feeds/show-feed.ts';
import type { HubQuestion, Push } from '../feeds/websub.ts';
import type { HealthReport } from '../health/report.ts';
import { documentId } from '../pipeline/documents.ts';
import type { ArticleStore } from '../store/article-store.ts';
import type { SeenItem } from '../store/feed-store.ts';
import { type Ledger, type LedgerRow, states } from '../store/ledger.ts';
import type { Quarantine } from '../store/quarantine.ts';
import type { Status } from '../workers/status.ts';
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

/** How a wish to follow an address was answered, for the API. */
export type FollowedFeed =
  | { ok: true; answer: 'added' | 'known'; feed: ShownFeed; others: FoundFeed[] }
  | { ok: false; address: string; error: string };

/** The feed list as the server needs it: for the API, and for hubs that call back. */
export type FeedDeps = {
  list(): Promise<ShownFeed[]>;
  follow(address: string, options: FollowOptions): Promise<FollowedFeed[]>;
  remove(id: string): Promise<boolean>;
  /** What a feed named last, newest first. */
  latest(id: string, limit: number): Promise<SeenItem[]>;
  answerHub(id: string, token: string, question: HubQuestion): Promise<string | null>;
  takePush(id: string, token: string, push: Push): Promise<'no-such-feed' | 'unsigned' | 'taken'>;
};

/** Everything the server is given; it opens nothing of its own but its port. */
export type ServerDeps = {
  config: Pick<Config, 'host' | 'port' | 'token' | 'password' | 'boardReadOnly'>;
  log: Logger;
  ledger: Ledger;
  articles: ArticleStore;
  quarantine: Quarantine;
  feeds: FeedDeps;
  /** In the order of the line; for Bull Board only. */
  queues: BoardQueue[];
  /** Answers each address in order. Throws LaterError when the ledger cannot write now: nothing was taken then. */
  submit(urls: string[]): Promise<SubmitAnswer[]>;
  /** Starts a new run of each ended document named, and sends their jobs; the others are left out of the answer. */
  runAgain(ids: string[]): Promise<LedgerRow[]>;
  /** How everything stands. */
  status(): Promise<Status>;
  /** Compares sites and feeds with their own past. */
  health(site?: string): Promise<HealthReport>;
  /** Asks Redis and the store whether they answer. */
  ready(): Promise<ReadyPart[]>;
};
