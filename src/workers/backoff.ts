import { RetryError } from '../errors.ts';

/** More tries than any setting asks for: the stage's worker counts them, and ends the document. */
export const mostTries = 20;

/** How the tries of a stage are counted and set apart. `retryDelaysMs` are the waits after a RetryError. */
export type Backoff = { attempts: number; retryDelaysMs: readonly number[] };

/** How often what fails with this error is tried in all. */
export function triesFor(error: unknown, { attempts, retryDelaysMs }: Backoff): number {
  return error instanceof RetryError ? Math.min(retryDelaysMs.length + 1, mostTries) : attempts;
}

/**
 * How long to wait after the `made`-th try failed, in milliseconds. Chance (0 to 1) makes the wait up to half as long
 * again, so that what failed together does not come back together; what a host asked for is never undercut.
 */
export function waitAfter(made: number, error: unknown, { retryDelaysMs }: Backoff, chance = Math.random()): number {
  const wait = error instanceof RetryError ? (retryDelaysMs[made - 1] ?? 0) : 1_000 * 2 ** (made - 1);
  const atLeast = error instanceof RetryError ? error.atLeastMs : 0;
  return Math.round(Math.max(wait, atLeast) * (1 + chance / 2));
}
