import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const path = resolve(import.meta.dirname, 'shortfalls.json');

/** What is known not to be right yet: the lines of `shortfallsOf`, by golden. A golden that is all right has no entry. */
export const shortfallsSchema = z.record(z.string(), z.array(z.string()).min(1));
export type Shortfalls = z.infer<typeof shortfallsSchema>;

export const readShortfalls = (): Shortfalls => shortfallsSchema.parse(JSON.parse(readFileSync(path, 'utf8')));

export const writeShortfalls = (shortfalls: Shortfalls): void =>
  writeFileSync(path, `${JSON.stringify(shortfalls, null, 2)}\n`);
