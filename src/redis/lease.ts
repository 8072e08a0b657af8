import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from './connect.ts';

/** Another process may be at it by now: whoever holds the lease must stop. */
export class LeaseLostError extends Error {
  override name = 'LeaseLostError';
}

/** The right to be the only one at something, for as long as it is renewed. */
export type Lease = {
  /** @throws LeaseLostError when it was not renewed in time, as after a pause of this process. To be asked before each step. */
  check(): void;
};

/** A lease that is not renewed ends after this; renewed three times within it. */
const leaseMs = 15_000;

const renewIfOwn = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('pexpire', KEYS[1], ARGV[2]) end return 0`;
const endIfOwn = `if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0`;

/**
 * Runs `work` in one process at a time, over all that share the key. The key in Redis holds a token of this call's own, so that
 * nobody ends or renews another's lease, and expires by itself should its holder die.
 * @returns what `work` gave, or null when another process is at it.
 * @throws LeaseLostError from `lease.check()`, and whatever `work` throws.
 */
export async function alone<T>(
  redis: Redis,
  key: string,
  work: (lease: Lease) => Promise<T>,
  ttlMs = leaseMs,
): Promise<T | null> {
  const token = randomUUID();
  // Counted from before the request: Redis' own count begins later, so ours ends first.
  let until = performance.now() + ttlMs;
  if ((await redis.set(key, token, 'PX', ttlMs, 'NX')) !== 'OK') return null;
  let lost = false;
  const renew = async (): Promise<void> => {
    const asked = performance.now();
    if ((await redis.eval(renewIfOwn, 1, key, token, ttlMs)) === 1) until = asked + ttlMs;
    else lost = true;
  };
  // What fails now is tried again at the next turn; the lease ends if none succeeds.
  const timer = setInterval(() => void renew().catch(() => {}), ttlMs / 3);
  timer.unref();
  try {
    return await work({
      check() {
        if (lost || performance.now() > until) throw new LeaseLostError('another process may be at it by now');
      },
    });
  } finally {
    clearInterval(timer);
    const ended = redis.eval(endIfOwn, 1, key, token).catch(() => {});
    // Not waited for where Redis is away: the key ends by itself.
    await Promise.race([ended, sleep(1_000, undefined, { ref: false })]);
  }
}
