import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { onTestFinished } from 'vitest';

/** A data folder that is gone when the test has finished. */
export async function dataFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-holding-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

export type Holder = {
  process: ChildProcess;
  url: string;
  how: string;
  events: string[];
  end(signal: NodeJS.Signals): Promise<void>;
};

/** Another process that shares the data folder's Redis; resolves when it has one. Killed at the test's end. */
export async function holder(dataDir: string): Promise<Holder> {
  const child = spawn(process.execPath, [join(import.meta.dirname, 'holder.ts'), dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  onTestFinished(() => end('SIGTERM'));
  const events: string[] = [];
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the holder ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const { event, url, how } = JSON.parse(line) as { event?: string; url?: string; how?: string };
      if (event !== undefined) events.push(event);
      else if (url !== undefined && how !== undefined) resolve({ process: child, url, how, events, end });
    });
  });
}

/** A client as the line uses it: waits for a Redis that is away. Disconnected at the test's end. */
export function client(url: string): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest: null, retryStrategy: () => 50 });
  redis.on('error', () => {});
  onTestFinished(() => redis.disconnect());
  return redis;
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Waits until `reached`; the milliseconds that it took. */
export async function until(reached: () => boolean | Promise<boolean>, patienceMs = 60_000): Promise<number> {
  const began = performance.now();
  while (!(await reached())) {
    if (performance.now() - began > patienceMs) throw new Error(`not reached within ${patienceMs} ms`);
    await sleep(10);
  }
  return performance.now() - began;
}
