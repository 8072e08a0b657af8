import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CorpusCase, summarise } from './summary.ts';

const folder = join(import.meta.dirname, 'corpus');
const files = readdirSync(folder);
const cases = files.filter((name) => !name.endsWith('.expected.json'));

describe('the corpus of feeds', () => {
  it('holds at least sixty files, each with what is expected of it', () => {
    expect(cases.length).toBeGreaterThanOrEqual(60);
    const expectations = files.filter((name) => name.endsWith('.expected.json'));
    expect(expectations.sort()).toEqual(cases.map((name) => `${name}.expected.json`).sort());
  });

  it.each(cases.map((name) => [name, caseOf(name)] as const))('%s', (name, { expected, ...given }) => {
    expect(summarise(readFileSync(join(folder, name)), given)).toEqual(expected);
  });
});

function caseOf(name: string): CorpusCase {
  return JSON.parse(readFileSync(join(folder, `${name}.expected.json`), 'utf8'));
}
