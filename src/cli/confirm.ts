import { createInterface } from 'node:readline/promises';
import { UsageError } from '../errors.ts';
import type { Output } from './output.ts';

/**
 * Asks on the terminal whether to go on; `yes` is the answer given with --yes. Says that nothing was changed, and ends the
 * program with exit code 1, when the answer is no.
 * @throws UsageError when nobody can be asked
 */
export async function confirmed(question: string, yes: boolean, output: Output): Promise<boolean> {
  if (yes) return true;
  if (!process.stdin.isTTY || !process.stderr.isTTY) {
    throw new UsageError(`${question} Nobody can be asked here, and nothing was changed`, 'say --yes if it is right');
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `).finally(() => terminal.close());
  if (/^y(?:es)?$/i.test(answer.trim())) return true;
  output.tell('nothing was changed');
  process.exitCode = 1;
  return false;
}
