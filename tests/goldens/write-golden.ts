import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';

/**
 * Writes a golden's JSON file if it is missing or says something else; how the file is laid out does not count.
 * @returns what became of the file
 */
export function writeGolden(path: string, value: unknown): 'written' | 'changed' | 'unchanged' {
  const text = `${JSON.stringify(value, null, 2)}\n`;
  const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
  if (before !== null && isDeepStrictEqual(JSON.parse(before), JSON.parse(text))) return 'unchanged';
  writeFileSync(path, text);
  return before === null ? 'written' : 'changed';
}
