/**
 * npm run golden: writes what the program gives today for each golden, pages (expected.json) and flattened texts (beside
 * the text), and prints which of them changed; the change is reviewed in the diff. Names of goldens limit it to those.
 * With --shortfalls, shortfalls.json is written anew too: what was mended leaves it, and what is new enters it, so read
 * the lines marked + before they are committed.
 */
import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { shortfallsOf } from './compare.ts';
import { goldenArticle, goldenDir } from './golden-article.ts';
import { runGolden } from './run-golden.ts';
import { readShortfalls, type Shortfalls, writeShortfalls } from './shortfalls.ts';
import { goldenPath, goldenSlugs, readTruth } from './truth.ts';
import { writeGolden } from './write-golden.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { shortfalls: { type: 'boolean' } } });
const texts = readdirSync(goldenDir).flatMap((file) => (file.endsWith('.txt') ? [file.slice(0, -'.txt'.length)] : []));
const unknown = positionals.filter((name) => !goldenSlugs.includes(name) && !texts.includes(name));
if (unknown.length > 0) {
  console.error(`no golden is called ${unknown.join(', ')}: name folders of tests/goldens, or texts of its text/`);
  process.exit(2);
}

const chosen = (name: string): boolean => positionals.length === 0 || positionals.includes(name);
const tally = { written: 0, changed: 0, unchanged: 0 };

function write(name: string, path: string, value: unknown): void {
  const state = writeGolden(path, value);
  tally[state]++;
  if (state !== 'unchanged') console.log(`${state}: ${name}`);
}

for (const name of texts.filter(chosen))
  write(name, resolve(goldenDir, `${name}.json`), goldenArticle(resolve(goldenDir, `${name}.txt`)));

const listed: Shortfalls = readShortfalls();
const found: Shortfalls = {};
for (const slug of goldenSlugs) {
  const known = listed[slug] ?? [];
  if (!chosen(slug)) {
    if (known.length > 0) found[slug] = known;
    continue;
  }
  const result = runGolden(slug);
  write(slug, goldenPath(slug, 'expected.json'), result);
  const shortfalls = shortfallsOf(readTruth(slug), result);
  if (shortfalls.length > 0) found[slug] = shortfalls;
  for (const line of shortfalls) if (!known.includes(line)) console.log(`  + ${slug}: ${line}`);
  for (const line of known) if (!shortfalls.includes(line)) console.log(`  - ${slug}: ${line}`);
}
if (values.shortfalls) writeShortfalls(found);
const count = Object.values(found).flat().length;
console.log(`${tally.written} written, ${tally.changed} changed, ${tally.unchanged} unchanged; ${count} shortfalls`);
