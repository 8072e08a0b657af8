import { expect, it } from 'vitest';
import type { Article } from '../../../src/pipeline/article.ts';
import { sameArticle } from '../../../src/pipeline/relate/same-article.ts';
import { article } from '../../store/article-store.contract.ts';

const text = (seed: number, words = 120): string =>
  Array.from({ length: words }, (_, n) => `word${(n * 7 + seed * 1_000) % 997}`).join(' ');
const one = article(1, { title: 'Council votes for bridge', body: text(1) });

it.each<[string, Partial<Article>, boolean]>([
  ['the same title and text', {}, true],
  ['a site name in the title', { title: 'Council votes for bridge – The Example' }, true],
  ['the beginning of the text alone', { body: text(1, 40) }, true],
  ['no title', { title: null }, true],
  ['another headline over the same text', { title: 'A new crossing, at last' }, true],
  ['hardly any text to compare', { body: 'Subscribe.' }, true],
  ['another title and another text', { title: 'Storm hits the coast', body: text(2) }, false],
  ['the same title over another text, as on a second page', { body: text(3) }, false],
  ['another title, and too little text', { title: 'Storm hits the coast', body: 'Subscribe.' }, false],
])('two pages that claim one address, the second with %s', (_, more, same) => {
  const other = article(2, { title: one.title, body: one.body, ...more });
  expect(sameArticle(one, other)).toBe(same);
  expect(sameArticle(other, one)).toBe(same);
});
