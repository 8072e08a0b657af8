import { takeOwnerLock } from './owner-lock.ts';
import type { ServerRecord } from './server-record.ts';
import { supervise } from './supervise.ts';

/** How often a process that shares a server looks whether the owner is gone. */
const pollMs = 500;

/**
 * Waits for the owner of a Redis folder to go, however it goes, and then runs the server itself. Of several that
 * wait, one gets the lock and the others wait on.
 */
export function standBy(
  redisDir: string,
  record: ServerRecord,
  onEvent: (message: string) => void,
): { stop(): Promise<void> } {
  let stop = async (): Promise<void> => clearInterval(timer);
  const timer = setInterval(() => {
    const lock = tryLock(redisDir);
    if (lock === null) return;
    clearInterval(timer);
    onEvent('the process that ran Redis has gone; taking it over');
    const server = supervise({ redisDir, record, first: null, onEvent });
    stop = async () => {
      await server.stop();
      lock.release();
    };
  }, pollMs);
  // The owner's going is no reason for a finished process to stay.
  timer.unref();
  return { stop: () => stop() };
}

function tryLock(redisDir: string): ReturnType<typeof takeOwnerLock> {
  try {
    return takeOwnerLock(redisDir);
  } catch {
    // A folder that cannot be written now; perhaps at the next look.
    return null;
  }
}
