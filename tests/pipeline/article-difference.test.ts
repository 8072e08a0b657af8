import { expect, it } from 'vitest';
import { articleDifference } from '../../src/pipeline/relate/article-difference.ts';
import { article } from '../store/article-store.contract.ts';

const removal = (rule: string, text: string) => ({ block: 1, whole: true, text, rule, reason: 'because' });
const before = {
  ...article(1),
  body: 'One.\n\nTwo.\n\nTwo.',
  removals: [removal('share', 'Share this'), removal('share', 'Share this')],
};

it('is null for what a reader could not tell apart: another run, another time, other evidence', () => {
  const after = { ...before, run: 7, fetchedAt: '2027-01-01T00:00:00Z', evidence: {}, bodyBlocks: [9], wordCount: 99 };
  expect(articleDifference(before, after)).toBeNull();
});

it('names each field with what it was and is', () => {
  const difference = articleDifference(before, { ...before, title: 'Another', bylines: ['Ada Lovelace'] });
  expect(difference?.fields).toEqual([
    { field: 'title', before: before.title, after: 'Another' },
    { field: 'bylines', before: before.bylines, after: ['Ada Lovelace'] },
  ]);
});

it.each<[string, string, string[], string[], boolean]>([
  ['a paragraph that came', 'One.\n\nTwo.\n\nTwo.\n\nThree.', ['Three.'], [], false],
  ['a paragraph that went', 'Two.\n\nTwo.', [], ['One.'], false],
  ['one of two alike that went', 'One.\n\nTwo.', [], ['Two.'], false],
  ['one that reads otherwise', 'One!\n\nTwo.\n\nTwo.', ['One!'], ['One.'], false],
  ['another order', 'Two.\n\nOne.\n\nTwo.', [], [], true],
])('tells %s', (_what, body, added, removed, reordered) => {
  expect(articleDifference(before, { ...before, body })).toMatchObject({
    fields: [],
    paragraphs: { added, removed },
    reordered,
  });
});

it('tells removals by rule and text, as often as they are more or fewer', () => {
  const after = { ...before, removals: [removal('share', 'Share this'), removal('advert', 'Share this')] };
  expect(articleDifference(before, after)?.removals).toEqual({
    added: [{ rule: 'advert', text: 'Share this' }],
    gone: [{ rule: 'share', text: 'Share this' }],
  });
});
