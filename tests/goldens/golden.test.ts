import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runGolden } from './run-golden.ts';
import { goldenPath, goldenSlugs } from './truth.ts';

describe('the program gives today what expected.json holds (npm run golden writes it; review the diff)', () => {
  it.each(goldenSlugs)('%s', (slug) => {
    const path = goldenPath(slug, 'expected.json');
    expect(existsSync(path), `tests/goldens/${slug}/expected.json is missing: npm run golden writes it`).toBe(true);
    // Through JSON, as expected.json went: a field that is undefined is a field left out.
    expect(JSON.parse(JSON.stringify(runGolden(slug)))).toEqual(JSON.parse(readFileSync(path, 'utf8')));
  });
});
