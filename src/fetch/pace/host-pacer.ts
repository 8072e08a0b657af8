import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Redis } from '../../redis/connect.ts';

/**
 * Whether it is one's turn at a host. `waitMs` is 0 when it is; else one asks again after so long, and the turn is kept
 * for whoever waits. `downSince` (milliseconds of Redis' clock) and `fails` tell of a host that gave no answer of late.
 */
export type Turn = {
  waitMs: number;
  why: 'go' | 'slot' | 'busy' | 'paused';
  fails: number;
  downSince: number | null;
};

/**
 * What came of a request. `well`: the host answered. `slow`: it asked for fewer requests (429, 503). `down`: it gave no
 * answer at all. `unused`: no request was made.
 */
export type HostVerdict = 'well' | 'slow' | 'down' | 'unused';

/** What came of a turn. `seenAgoMs`: since when the host must have seen the request: since it answered. */
export type Told = { verdict: HostVerdict; tookMs: number; seenAgoMs?: number; retryAfterMs?: number };

/**
 * Hands out the turns at every host, for all workers on all machines together: one request at a time, none sooner than
 * the interval after the one before. It learns: a host that says "too many" gets a longer interval, which only
 * successes shorten; one that gives no answer is left alone for longer and longer.
 */
export type HostPacer = {
  /** Asks for a turn. Whoever is told to wait has a slot of its own: asking again then is asking for that slot. */
  ask(host: string, who: string, intervalMs: number): Promise<Turn>;
  /** Tells what came of a turn, and ends it. Every turn that was given must be told of, or it ends by itself late. */
  tell(host: string, who: string, told: Told): Promise<void>;
  /** Gives up a slot. */
  leave(host: string, who: string): Promise<void>;
};

const script = readFileSync(join(import.meta.dirname, 'pacer.lua'), 'utf8');

/** A turn that nobody told of ends after this: longer than a fetch may take. */
const leaseMs = 60_000;
/** At most so much of an interval is added by chance, so that requests do not come like clockwork. */
const mostJitter = 0.03;
/** A wait so short is no reason for a slot at the end of the queue. */
const nearMs = 250;
/** What is known of a host is forgotten after a day without a request. */
const forgetMs = 25 * 3_600_000;
/** The interval never grows beyond this by learning. */
const longestMs = 10 * 60_000;
/** So many requests in a row without an answer, and the host counts as down: left alone for the first, at most the longest. */
const patience = 3;
const downFirstMs = 30_000;
const downLongestMs = 3_600_000;

/** The pacer whose memory is Redis; each step is one atomic script. `prefix` begins every key. */
export function redisHostPacer(redis: Redis, prefix: string): HostPacer {
  // One host's keys share a hash tag, as a cluster asks of a script's keys.
  const keys = (host: string): [string, string] => [`${prefix}:host:{${host}}`, `${prefix}:host:{${host}}:slots`];
  redis.defineCommand('hostTurn', { numberOfKeys: 2, lua: script });
  const { hostTurn } = redis as unknown as { hostTurn(...values: (string | number)[]): Promise<unknown> };
  const run = (host: string, ...values: (string | number)[]): Promise<unknown> =>
    hostTurn.call(redis, ...keys(host), ...values);

  return {
    async ask(host, who, intervalMs) {
      const jitter = Math.random() * mostJitter;
      const [waitMs, why, fails, downSince] = (await run(
        host,
        'ask',
        who,
        Math.round(intervalMs),
        leaseMs,
        jitter,
        nearMs,
        forgetMs,
      )) as [number, Turn['why'], number, number];
      return { waitMs, why, fails, downSince: downSince || null };
    },
    async tell(host, who, { verdict, tookMs, seenAgoMs = 0, retryAfterMs = 0 }) {
      await run(
        host,
        'tell',
        who,
        verdict,
        Math.round(tookMs),
        1_000,
        Math.round(retryAfterMs),
        longestMs,
        patience,
        downFirstMs,
        downLongestMs,
        Math.round(seenAgoMs),
      );
    },
    async leave(host, who) {
      await run(host, 'leave', who);
    },
  };
}
