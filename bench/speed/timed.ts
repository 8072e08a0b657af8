import type { Engine } from './engines.ts';

/** Peers talk to the console of some pages; the answer of a process that measures stands alone on stdout. */
export function silenceConsole(): void {
  for (const method of ['log', 'warn', 'error', 'info', 'debug'] as const) console[method] = () => {};
}

/** The CPU time that an engine takes for one page, in milliseconds, and whether it threw: a page on which it does counts too. */
export async function timed(engine: Engine, html: string, url: string | null): Promise<{ ms: number; threw: boolean }> {
  // Of the one thread: Linux counts a thread's own time in steps of some milliseconds.
  const start = process.cpuUsage();
  let threw = false;
  try {
    await engine(html, url);
  } catch {
    threw = true;
  }
  const { user, system } = process.cpuUsage(start);
  return { ms: (user + system) / 1000, threw };
}
