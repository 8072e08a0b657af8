import { readdirSync, readFileSync } from 'node:fs';

/** The resident memory of a process and of all that it has started, in bytes; 0 when it is gone. */
export function memoryOf(pid: number): number {
  try {
    const own = Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024;
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

  /** The means of the first, middle and last third of the time between two moments. */
  thirds(from: number, to: number): [number, number, number] {
    const mean = (n: number): number => {
      const [begin, end] = [from + ((to - from) * n) / 3, from + ((to - from) * (n + 1)) / 3];
      const part = this.#seen.filter(({ at }) => at >= begin && at < end);
      return part.reduce((sum, { bytes }) => sum + bytes, 0) / part.length;
    };
    return [mean(0), mean(1), mean(2)];
  }
}
