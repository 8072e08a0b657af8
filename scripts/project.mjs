import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const projectDir = dirname(dirname(fileURLToPath(import.meta.url)));

/** Says what is wrong and what to do about it, on stderr, and ends the process with exit code 1. */
export function fail(message, hint) {
  process.stderr.write(`error: ${message}\n  ${hint}\n`);
  process.exit(1);
}
