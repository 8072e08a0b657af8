/**
 * The process in which a document runs alone. Its main thread only listens, so that it hears when its parent is gone, and
 * ends by itself; the document runs in the one thread beside it.
 */
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { crashed, LostError, tooMuchMemory } from './lost.ts';
import { openThreads } from './threads.ts';
import type { Answer, Task } from './work.ts';

/** What the parent hears. */
export type FromChild = 'ready' | { answer: Answer } | { lost: LostError['lost'] };

export const childSettingsSchema = z.object({
  file: z.string(),
  data: z.unknown(),
  timeLimitSeconds: z.number(),
  memoryLimitMb: z.number(),
});

/** How often it is looked what the process takes, in milliseconds. */
const lookMs = 100;

// Ctrl-C in a terminal reaches this process too; the parent says when it is to end.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});
// SIGKILL: an ordinary exit would wait for a thread that hangs in native code.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
preferToEnd();

const settings = childSettingsSchema.parse(JSON.parse(process.argv[2] ?? ''));
const threads = openThreads({ ...settings, threads: 1, recycleAfter: Number.POSITIVE_INFINITY });
await threads.ready();
process.on('message', (task: Task) => void judge(task));
tell('ready');

async function judge(task: Task): Promise<void> {
  const before = process.memoryUsage.rss();
  const watch = setInterval(() => {
    // Buffers lie outside the heap that the thread's limit holds for.
    if (process.memoryUsage.rss() - before <= settings.memoryLimitMb * 1024 * 1024) return;
    clearInterval(watch);
    tell({ lost: tooMuchMemory(task.stage, settings) });
    process.disconnect?.();
  }, lookMs);
  const told = await threads.run(task).then(
    (answer) => ({ answer }),
    (error: unknown) => ({
      lost: error instanceof LostError ? error.lost : crashed(task.stage, (error as Error).message),
    }),
  );
  clearInterval(watch);
  if (process.connected) tell(told);
}

function tell(message: FromChild): void {
  process.send?.(message);
}

/** When memory runs out, Linux is to end this process and none that works on other documents. */
function preferToEnd(): void {
  try {
    writeFileSync('/proc/self/oom_score_adj', '900');
  } catch {
    // Another system, or not allowed: the kernel chooses.
  }
}
