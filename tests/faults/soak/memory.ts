import { readdirSync, readFileSync } from 'node:fs';

/**
 * The resident memory of a process and of all that it has started, in bytes; 0 when it is gone. What two of them share counts once:
 * Redis forks to rewrite its log, and would else be there twice.
 */
export function memoryOf(pid: number): number {
  try {
    const own = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0) * 1024;
    return own + childrenOf(pid).reduce((sum, child) => sum + memoryOf(child), 0);
  } catch {
    return 0;
  }
}

function childrenOf(pid: number): number[] {
  return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

/** Samples of one thing over time. */
export class Samples {
  #seen: { at: number; bytes: number }[] = [];

  add(bytes: number): void {
    this.#seen.push({ at: performance.now(), bytes });
  }

  /**
   * What was reached in the first, middle and last third of the time between two moments: nine tenths of the samples lie below. A
   * mean would tell of the faults: after each FLUSHALL or kill memory is low for a minute and fills again, and how many fall into a
   * third is chance. What leaks is higher each time it is full; what is there for seconds only, as the threads of before beside
   * those that replace them, is none.
   */
  thirds(from: number, to: number): [number, number, number] {
    const reached = (n: number): number => {
      const [begin, end] = [from + ((to - from) * n) / 3, from + ((to - from) * (n + 1)) / 3];
      const part = this.#seen.filter(({ at }) => at >= begin && at < end).map(({ bytes }) => bytes);
      return part.sort((a, b) => a - b)[Math.floor(part.length * 0.9)] ?? Number.NaN;
    };
    return [reached(0), reached(1), reached(2)];
  }
}
