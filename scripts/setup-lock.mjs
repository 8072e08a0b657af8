import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectDir } from './project.mjs';

// Beside node_modules, not in it: npm ci removes that folder.
const path = join(projectDir, '.setup-lock');

/** A lock older than this is given up even if a process of that number lives: numbers are used again. */
const oldestMs = 15 * 60_000;

/** Waits until no other process sets up this checkout. The lock names its process, and npm's while that runs. */
export async function takeSetUpLock() {
  let told = false;
  for (;;) {
    try {
      writeFileSync(path, `${process.pid}`, { flag: 'wx' });
      return {
        name: (npm) => writeFileSync(path, `${process.pid} ${npm}`),
        release: () => rmSync(path, { force: true }),
      };
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const holder = read();
    if (holder !== null && isStale(holder)) removeIfStill(holder);
    else {
      if (!told) process.stderr.write('Another copydesk is setting up this checkout; waiting for it\n');
      told = true;
      await sleep(200);
    }
  }
}

function read() {
  try {
    return { text: readFileSync(path, 'utf8'), ageMs: Date.now() - statSync(path).mtimeMs };
  } catch {
    return null;
  }
}

function isStale({ text, ageMs }) {
  const pids = text.split(' ').filter(Boolean).map(Number);
  // Empty: its process is between making the file and writing to it, or died there.
  if (pids.length === 0) return ageMs > 5_000;
  return ageMs > oldestMs || !pids.some(isAlive);
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** Takes the file aside first: of two processes that find it stale, only one gets it, and never a third one's new lock. */
function removeIfStill(holder) {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return;
  }
  if (readFileSync(aside, 'utf8') === holder.text) rmSync(aside);
  else renameSync(aside, path);
}
