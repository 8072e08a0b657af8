import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { join } from 'node:path';
import { isatty } from 'node:tty';
import { findNode } from './node26.mjs';
import { projectDir } from './project.mjs';

/** What was compiled before need not be compiled again, in threads neither: a sixth of the CPU of `npm start`. */
const compileCache = join(projectDir, 'node_modules/.cache/copydesk');

/**
 * Runs a script under the pinned Node as if it were this process: same arguments, same streams, same exit code (128 + n
 * after signal n). The IPC channel carries nothing: its end tells the child that this process is gone.
 */
export function runNode(args) {
  const child = spawn(findNode(), [`--import=${new URL('end-with-parent.mjs', import.meta.url)}`, ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env },
  });
  // A terminal's Ctrl-C reaches the child by itself; passing it on would be a second one, which ends it at once.
  const terminal = [0, 1, 2].some(isatty);
  const pass = (signal) => {
    if (!(terminal && signal === 'SIGINT')) child.kill(signal);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, pass);
    child.on('exit', () => process.off(signal, pass));
  }
  if (process.env.npm_lifecycle_event !== undefined) whenOrphaned(() => child.kill('SIGTERM'));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/**
 * Hears that the npm that started us is gone: killed itself, or with the shell that it puts in between and whose
 * signals it takes for ours. Only for npm: started by hand, to outlive one's parent can be meant.
 */
function whenOrphaned(stop) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    stop();
  }, 500);
  watch.unref();
}
