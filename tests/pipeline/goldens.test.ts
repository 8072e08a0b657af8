import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { goldenArticle, goldenDir } from '../goldens/golden-article.ts';

const texts = readdirSync(goldenDir).filter((file) => file.endsWith('.txt'));

test('there are goldens in at least ten languages', () => {
  expect(new Set(texts.map((file) => file.slice(0, 2))).size).toBeGreaterThanOrEqual(10);
});

// A golden that is missing fails: it is written by `npm run golden` alone, and reviewed in the diff.
test.each(texts)('the text %s gives its golden article', (name) => {
  const file = resolve(goldenDir, name);
  expect(goldenArticle(file)).toEqual(JSON.parse(readFileSync(file.replace(/\.txt$/, '.json'), 'utf8')));
});
