import { setTimeout as sleep } from 'node:timers/promises';
import { comesFree } from './comes-free.ts';
import { findServerProgram } from './find-server-program.ts';
import { type Launched, launch } from './launch.ts';
import type { ServerRecord } from './server-record.ts';

/** The waits before the start that follows a failed one; the last is kept up. */
const backoffMs = [100, 300, 1_000, 2_000, 5_000];
const longestBackoffMs = 10_000;

/** A server that lived this long is started again at once; one that keeps ending earlier is waited for longer. */
const healthyMs = 30_000;

export type Supervised = {
  redisDir: string;
  record: ServerRecord;
  /** The server that runs already; null when it has to be started, after an owner that has gone. */
  first: Launched | null;
  onEvent(message: string): void;
};

/**
 * Keeps the server of a record running, on the same port with the same files, so that clients only reconnect. Tries
 * for as long as it takes, tells what hinders it, and never throws.
 */
export function supervise({ redisDir, record, first, onEvent }: Supervised): { stop(): Promise<void> } {
  const stopping = new AbortController();
  let failures = 0;

  async function start(): Promise<Launched | null> {
    try {
      if (failures > 0) {
        const wait = backoffMs[failures - 1] ?? longestBackoffMs;
        await sleep(wait, null, { ref: false, signal: stopping.signal });
      }
      const program = await findServerProgram(redisDir, onEvent);
      if (!(await comesFree(record))) throw new Error(`port ${record.port} is taken by another program`);
      const launched = await launch(redisDir, record, program);
      onEvent(`Redis runs again on port ${record.port}`);
      return launched;
    } catch (error) {
      failures++;
      const wait = (backoffMs[failures - 1] ?? longestBackoffMs) / 1000;
      if (!stopping.signal.aborted)
        onEvent(`Redis cannot be started again: ${(error as Error).message}; next try in ${wait} s`);
      return null;
    }
  }

  async function run(): Promise<void> {
    let server = first;
    const asked = new Promise<null>((resolve) => stopping.signal.addEventListener('abort', () => resolve(null)));
    while (!stopping.signal.aborted) {
      server ??= await start();
      if (server === null) continue;
      const since = performance.now();
      const cause = await Promise.race([server.ended, asked]);
      if (cause === null) break;
      server = null;
      failures = performance.now() - since > healthyMs ? 0 : failures + 1;
      onEvent(`Redis on port ${record.port} ${cause}; starting it again`);
    }
    await server?.stop();
  }

  const over = run();
  return {
    async stop() {
      stopping.abort();
      await over;
    },
  };
}
