import { spawn } from 'node:child_process';
import { accessSync, constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nodePackage, ownNodeWillDo } from './node26.mjs';
import { fail, projectDir } from './project.mjs';
import { takeSetUpLock } from './setup-lock.mjs';

/**
 * Brings node_modules in line with package-lock.json, with `npm ci`, and says so on stderr; does nothing when it is
 * in line already. With `dev` the tools for tests and checks must be there too.
 */
export async function setUp({ dev }) {
  if (inLine(dev)) return;
  try {
    accessSync(projectDir, constants.W_OK);
  } catch {
    fail(
      `the packages in ${join(projectDir, 'node_modules')} are not those of package-lock.json, and the folder cannot be written`,
      'run npm ci there as a user who may write to it',
    );
  }
  const lock = await takeSetUpLock();
  try {
    // Another process may have done it while this one waited for the lock.
    if (!inLine(dev)) await install(lock, dev);
  } finally {
    lock.release();
  }
}

/**
 * Whether every package of the lock file that has to be here is here. npm writes node_modules/.package-lock.json as the
 * last step of an installation, so one that was cut off counts as missing.
 */
function inLine(dev) {
  const locked = readPackages(join(projectDir, 'package-lock.json'));
  if (locked === null) {
    fail(
      `${join(projectDir, 'package-lock.json')} is missing or damaged`,
      'restore it, with git checkout package-lock.json',
    );
  }
  const installed = readPackages(join(projectDir, 'node_modules/.package-lock.json'));
  if (installed === null) return false;
  for (const [path, wanted] of Object.entries(locked)) {
    if (path === '' || (wanted.dev && !dev)) continue;
    const found = installed[path];
    if (found === undefined) {
      const spared = wanted.optional || wanted.devOptional;
      if (!spared || (path === `node_modules/${nodePackage()}` && !ownNodeWillDo)) return false;
    } else if (found.version !== wanted.version || found.integrity !== wanted.integrity) return false;
  }
  return true;
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}

/** `npm ci` with what it says on stderr, so that the stdout of a command stays its own. */
async function install(lock, dev) {
  process.stderr.write('Setting up: npm ci (once, and after each change of package-lock.json)\n');
  const npm = spawn('npm', ['ci', '--loglevel=error', '--include=dev', '--include=optional'], {
    cwd: projectDir,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (npm.pid !== undefined) lock.name(npm.pid);
  const stop = (signal) => npm.kill(signal);
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];
  for (const signal of signals) process.on(signal, stop);
  const end = await new Promise((resolve) => {
    npm.on('error', (error) => resolve(error.code === 'ENOENT' ? 'npm is not on the PATH' : error.message));
    npm.on('exit', (code, signal) => {
      if (code !== 0) resolve(`npm ci ended with ${signal ?? `exit code ${code}`}`);
      else resolve(inLine(dev) ? null : 'npm ci left packages out');
    });
  });
  for (const signal of signals) process.off(signal, stop);
  if (end === null) return;
  lock.release();
  fail(
    `could not set up ${projectDir}: ${end}`,
    'mend what is named above (network, proxy, disk, Node without npm, an omit setting of npm), then run the same command again',
  );
}
