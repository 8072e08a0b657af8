import { setTimeout as sleep } from 'node:timers/promises';
import { TurnError } from '../errors.ts';
import { faultOf } from './error-codes.ts';
import type { FailureCode } from './failures.ts';
import { type Hop, newHop } from './fetched.ts';
import type { Gate, Pass } from './gate.ts';
import { retryAfterMs } from './headers.ts';
import type { HostVerdict, Told } from './pace/host-pacer.ts';

/** Not one's turn yet, in the middle of a fetch: `hops` are the requests made so far, to go on from when it is. */
export class MidwayError extends TurnError {
  readonly hops: Hop[];
  constructor(url: URL, waitMs: number, hops: Hop[]) {
    super(`${url.host} may be asked again in ${Math.ceil(waitMs / 1000)} s`, waitMs);
    this.hops = hops;
  }
}

/**
 * Whoever is put off comes so much before its turn, and waits here for the rest: a queue wakes its jobs up late by as much,
 * and every lateness would be the whole host's.
 */
const earlyMs = 120;

type Visitor = {
  /** Whose turn it is, in words that are the same at every try: a run of a document, a feed. */
  who: string;
  /** How long to wait here for a turn; beyond it a MidwayError is thrown. */
  patienceMs: number;
};

/** Waits for leave to request `url`. `before` are the requests that led to it. Without a gate, leave is always there. */
async function enter(gate: Gate | null, url: URL, { who, patienceMs }: Visitor, before: Hop[]): Promise<Pass> {
  if (gate === null) return { robots: null, leave: async () => {} };
  const until = Date.now() + patienceMs;
  for (;;) {
    const answer = await gate.enter(url, who);
    if ('leave' in answer) return answer;
    if (Date.now() + answer.waitMs > until) throw new MidwayError(url, Math.max(1, answer.waitMs - earlyMs), before);
    await sleep(answer.waitMs);
  }
}

/**
 * Makes one request in turn: waits for leave, hands `visit` the request's record, and tells the host's pacer what came of it.
 * @throws MidwayError, what the gate throws, and what `visit` throws.
 */
export async function inTurn<T>(
  gate: Gate | null,
  url: URL,
  visitor: Visitor,
  before: Hop[],
  visit: (hop: Hop) => Promise<T>,
): Promise<T> {
  const pass = await enter(gate, url, visitor, before);
  const hop = newHop(url.href, pass.robots);
  let ended: unknown = null;
  try {
    return await visit(hop);
  } catch (error) {
    ended = error;
    throw error;
  } finally {
    await pass.leave(verdictOn(hop, ended));
  }
}

const unused = new Set<FailureCode>(['blocked-address', 'blocked-port', 'no-such-host', 'dns-trouble']);
const down = new Set<FailureCode>([
  'connect-timeout',
  'connection-refused',
  'connection-reset',
  'unreachable',
  'timeout',
  'tls-handshake',
]);

/** What a request says of its host. `error` is what ended it, null when nothing did. */
function verdictOn({ status, headers, timing }: Hop, error: unknown): Told {
  const seenAgoMs = timing.firstByteMs === null ? 0 : timing.totalMs - timing.firstByteMs;
  const told = (verdict: HostVerdict): Told => ({ verdict, tookMs: timing.totalMs, seenAgoMs });
  if (status === 429 || status === 503) return { ...told('slow'), retryAfterMs: retryAfterMs(headers) ?? 0 };
  if (status !== null) return told('well');
  const code = error === null ? null : isTimeout(error) ? 'timeout' : faultOf(error)?.code;
  if (code && unused.has(code)) return told('unused');
  return told(code && down.has(code) ? 'down' : 'well');
}

/** Whether the bound of the whole fetch was reached. */
export const isTimeout = (error: unknown): boolean => error instanceof Error && error.name === 'TimeoutError';
