import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from '../../../src/config.ts';

/** How a process of an arena ended: its exit code, or the signal that ended it. */
export type End = { code: number | null; signal: NodeJS.Signals | null };

/** A process of an arena. */
export type ArenaProcess = {
  child: ChildProcess;
  pid: number;
  /** Resolves when it says that it is at work. @throws Error when it ends before that. */
  ready: Promise<void>;
  ended: Promise<End>;
  alive(): boolean;
  /** What it said on stdout so far. */
  said(): string;
  kill(signal: NodeJS.Signals): void;
  /** SIGTERM, and the milliseconds that it took to end. */
  stop(): Promise<End & { ms: number }>;
};

/** What is run: a command of copydesk, or a program of tests/faults/programs that stands in for one. */
export type Program = { args: readonly string[]; imports?: readonly string[]; env?: Record<string, string> };

/** Starts a process; what it says goes to `logPath`. */
export function startProcess(program: Program, env: NodeJS.ProcessEnv, logPath: string): ArenaProcess {
  const imports = (program.imports ?? []).map((file) => `--import=${join(programsDir, file)}`);
  const child = spawn(process.execPath, [...imports, ...program.args], {
    cwd: projectDir,
    env: { ...env, ...program.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(logPath, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  // Not before all has been read of what it said.
  const ended = once(child, 'close').then(([code, signal]): End => {
    log.end();
    return { code, signal };
  });
  let said = '';
  const ready = new Promise<void>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      if (said.includes('working')) resolve();
    });
    void ended.then((end) => reject(new Error(`a process ended before it was at work: ${told(end)}; see ${logPath}`)));
  });
  // Whoever does not wait for it need not hear of it.
  ready.catch(() => {});
  const alive = (): boolean => child.exitCode === null && child.signalCode === null;
  return {
    child,
    pid: child.pid ?? 0,
    ready,
    ended,
    alive,
    said: () => said,
    kill: (signal) => void child.kill(signal),
    async stop() {
      const began = performance.now();
      if (alive()) child.kill('SIGTERM');
      return { ...(await ended), ms: performance.now() - began };
    },
  };
}

/** The programs that stand in for commands. */
export const programsDir = join(import.meta.dirname, '../programs');

/** How a process ended, in words. */
export const told = ({ code, signal }: End): string => (signal === null ? `exit code ${code}` : signal);
