import { Piscina } from 'piscina';
import { LaterError } from '../../errors.ts';
import { crashed, type Limits, LostError, tooMuchMemory, tooSlow } from './lost.ts';
import { timeLimit } from './time-limit.ts';
import type { Answer, Task, ThreadAnswer } from './work.ts';

/** `file` exports `work`, made by workOn(); it finds `data`, plain JSON, as the `workerData` of its thread. */
export type ThreadSettings = Limits & { file: string; data: unknown; threads: number; recycleAfter: number };

/** Threads that work on one document each. */
export type Threads = {
  /**
   * @throws LostError when the thread was lost over this document; LaterError when the threads were closed over it.
   */
  run(task: Task): Promise<Answer>;
  /** Resolves when a thread is ready. */
  ready(): Promise<void>;
  /** Ends all threads, whatever they do. */
  close(): Promise<void>;
};

type Pool = { piscina: Piscina; busy: number; done: number };

/** A thread whose heap holds this share of its limit is replaced: what grew does not come down by itself. */
const grownShare = 0.5;
/** A task whose thread was lost before it began is given to another one; so often, for threads may not start at all. */
const mostStarts = 3;

/** Opens the threads; each loads its file when it starts, the second and further ones when there is work for them. */
export function openThreads(settings: ThreadSettings): Threads {
  const { threads, timeLimitSeconds, memoryLimitMb, recycleAfter } = settings;
  const pools = new Set<Pool>();
  let current: Pool | null = open();
  let renewing = false;
  let closed = false;

  function open(): Pool {
    const piscina = new Piscina({
      filename: settings.file,
      name: 'work',
      minThreads: 1,
      maxThreads: threads,
      idleTimeout: Number.POSITIVE_INFINITY,
      // What this process was started with is not for its threads.
      execArgv: [],
      workerData: settings.data,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
      recordTiming: false,
    });
    const pool = { piscina, busy: 0, done: 0 };
    // A thread that is lost between two documents is nobody's fault.
    piscina.on('error', () => void abandon(pool));
    pools.add(pool);
    return pool;
  }

  /** A pool whose threads do not even start leaves what waits there for ever: it is given up, and its tasks go to another. */
  async function abandon(pool: Pool): Promise<void> {
    if (pool.piscina.threads.length > 0) return;
    if (pool === current) current = null;
    if (pools.delete(pool)) await pool.piscina.destroy();
  }

  /** A pool that was replaced ends with its last document. */
  async function retire(pool: Pool): Promise<void> {
    if (pool === current || pool.busy > 0 || !pools.delete(pool)) return;
    await pool.piscina.destroy();
  }

  /** Replaces threads that have done their share, or that have grown, as soon as a new one is ready. */
  async function renew(pool: Pool): Promise<void> {
    if (renewing || closed || pool !== current) return;
    renewing = true;
    const next = open();
    const ready = await next.piscina.run(null).then(
      () => true,
      () => false,
    );
    renewing = false;
    if (ready && pool === current && !closed) current = next;
    await retire(ready ? pool : next);
  }

  async function runOnce(pool: Pool, task: Task): Promise<Answer | null> {
    const began = new BigInt64Array(new SharedArrayBuffer(8));
    // A copy of its own: what comes from Redis may be a view into a larger buffer, which would cross as a whole.
    const packed = new Uint8Array(task.packed);
    const limit = timeLimit(began, timeLimitSeconds);
    pool.busy += 1;
    try {
      const given: ThreadAnswer = await pool.piscina.run(
        { stage: task.stage, packed, began },
        { signal: limit.signal },
      );
      pool.done += 1;
      const grown = given.heapBytes > memoryLimitMb * 1024 * 1024 * grownShare;
      if (grown || pool.done >= recycleAfter * threads) void renew(pool);
      return given.answer;
    } catch (error) {
      if (closed) throw new LaterError('this worker stops', 0);
      if (Atomics.load(began, 0) === 0n) return null;
      if (limit.signal.aborted) throw new LostError(tooSlow(task.stage, settings));
      if ((error as NodeJS.ErrnoException).code === 'ERR_WORKER_OUT_OF_MEMORY')
        throw new LostError(tooMuchMemory(task.stage, settings));
      throw new LostError(crashed(task.stage, (error as Error).message));
    } finally {
      limit.stop();
      pool.busy -= 1;
      void retire(pool);
    }
  }

  return {
    async run(task) {
      for (let start = 1; start <= mostStarts; start++) {
        if (closed) throw new LaterError('this worker stops', 0);
        current ??= open();
        const pool: Pool = current;
        const answer = await runOnce(pool, task);
        if (answer !== null) return answer;
        await abandon(pool);
      }
      throw new Error(`no thread could be started for the ${task.stage} stage`);
    },
    async ready() {
      current ??= open();
      await current.piscina.run(null);
    },
    async close() {
      closed = true;
      await Promise.all([...pools].map(({ piscina }) => piscina.destroy()));
    },
  };
}
