import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { projectDir } from '../../src/config.ts';

export type Ran = { code: number | null; stdout: string; stderr: string };

/** A folder of a test's own, removed with it. */
export async function scratchDir(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'copydesk-e2e-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

/** The environment of a command with its own data folder, and with nothing of the tester's settings. */
export function environment(dataDir: string, more: Record<string, string> = {}): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(([name]) => !/^(COPYDESK_|REDIS_URL|VITEST|NODE_OPTIONS)/.test(name));
  return { ...Object.fromEntries(own), COPYDESK_DATA_DIR: dataDir, COPYDESK_PORT: '0', NO_COLOR: '1', ...more };
}

/** Starts `copydesk` with arguments; it is killed with the test if it still runs. */
export function startCli(args: string[], env: NodeJS.ProcessEnv): ChildProcess & { seen: Ran } {
  const child = spawn(process.execPath, [join(projectDir, 'src/main.ts'), ...args], { env, cwd: projectDir });
  const seen: Ran = { code: null, stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    seen.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    seen.stderr += text;
  });
  onTestFinished(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  });
  return Object.assign(child, { seen });
}

/** Runs `copydesk` to its end. */
export async function cli(args: string[], env: NodeJS.ProcessEnv, input: string | Uint8Array = ''): Promise<Ran> {
  const child = startCli(args, env);
  child.stdin?.end(input);
  const [code] = await once(child, 'close');
  return { ...child.seen, code };
}

/** Waits until `reached` gives something, for at most `seconds`. */
export async function until<T>(reached: () => T | Promise<T>, seconds = 60): Promise<NonNullable<T>> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const value = await reached();
    if (value) return value;
    if (Date.now() > deadline) throw new Error(`not reached within ${seconds} s: ${reached}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
