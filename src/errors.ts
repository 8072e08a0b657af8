/** A fault that a new try cannot mend: the document is quarantined at once. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

/** A document that kills, hangs or bloats what works on it: quarantined at once, with this reason. */
export class PoisonError extends PermanentError {
  override name = 'PoisonError';
  readonly reason: { code: string; detail: string };
  constructor(reason: { code: string; detail: string }) {
    super(`${reason.code}: ${reason.detail}`);
    this.reason = reason;
  }
}

/** Not now: try again after `delayMs`, without counting an attempt (store busy, disk full, host asked to wait). */
export class LaterError extends Error {
  override name = 'LaterError';
  readonly delayMs: number;
  constructor(message: string, delayMs: number, options?: ErrorOptions) {
    super(message, options);
    this.delayMs = delayMs;
  }
}

/** Not one's turn yet: no fault of anybody, and the place in the queue is kept. */
export class TurnError extends LaterError {
  override name = 'TurnError';
}

/**
 * A fault of the world outside that may pass: tried again at growing intervals, not before `atLeastMs` have gone; each
 * try counts. When none is left the document is quarantined with this reason.
 */
export class RetryError extends Error {
  override name = 'RetryError';
  readonly reason: { code: string; detail: string };
  readonly atLeastMs: number;
  constructor(reason: { code: string; detail: string }, atLeastMs: number) {
    super(`${reason.code}: ${reason.detail}`);
    this.reason = reason;
    this.atLeastMs = atLeastMs;
  }
}

/** A fault of use: bad arguments, bad configuration, a thing that is not there. Told to the user without a stack. */
export class UsageError extends Error {
  override name = 'UsageError';
  /** What to do about it, in one line. */
  readonly hint: string | undefined;
  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Why a file or folder could not be read or written, in words; the path is left for the caller to name. */
export function fileTrouble(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const known: Record<string, string> = {
    ENOENT: 'no such file or folder',
    EISDIR: 'it is a folder, and not a file',
    ENOTDIR: 'a part of its path is no folder',
    EACCES: 'its permissions do not allow it',
    EPERM: 'its permissions do not allow it',
    ENOSPC: 'the disk is full',
    EROFS: 'the disk is read-only',
  };
  return known[code ?? ''] ?? message;
}
