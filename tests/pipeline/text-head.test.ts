import { expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, passed, raw } from './documents.ts';

const headline = 'Harbour bridge reopens after repairs';
const story = [
  'The harbour bridge was opened to traffic again on Tuesday after repairs that lasted for two years.',
  'The mayor said that the works had cost less than planned and thanked all who had taken part in them.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers.',
];
const articleOf = (...lines: string[]) => passed(processDocument(raw(lines.join('\n\n')), book, options));
const signed = (...head: string[]) => articleOf(headline, ...head, ...story).bylines;
const dated = (...head: string[]) => articleOf(headline, ...head, ...story).publishedAt;

test.each([
  [['By', 'Jane Roe', 'March 12, 2024'], ['Jane Roe']],
  [
    ['Written by', 'Jane Roe and John Doe'],
    ['Jane Roe', 'John Doe'],
  ],
  [['Autor:', 'Jürgen Müller', '12. März 2024'], ['Jürgen Müller']],
  [['ByJane Roe', 'March 12, 2024'], ['Jane Roe']],
  [['By Jane RoePublished: March 12, 2024 10:55 AM'], ['Jane Roe']],
  [['March 12, 2024 by Jane Roe'], ['Jane Roe']],
  [['Posted on March 12, 2024 by Jane Roe 59 Comments'], ['Jane Roe']],
  [['by Jane Roe—10 min read'], ['Jane Roe']],
])('a byline that says so, in whatever shape: %j', (head, names) => expect(signed(...head)).toEqual(names));

test.each([
  [['Jane Roe', 'March 12, 2024'], ['Jane Roe']],
  [['March 12, 2024', 'Jane Roe'], ['Jane Roe']],
  [['Jane Roe', 'Tech Writer', 'March 12, 2024'], ['Jane Roe']],
  [['Jane Roe', '5 min read'], ['Jane Roe']],
  [['Jane Roe | March 12, 2024'], ['Jane Roe']],
  [['Jane RoeMarch 12, 2024'], ['Jane Roe']],
  [['Jane Roe, MS, RD', 'Published March 12, 2024'], ['Jane Roe']],
  [['Мария Иванова', '12 марта 2024'], ['Мария Иванова']],
  [['Marie Exemple', 'Publié le 12 mars 2024'], ['Marie Exemple']],
])('a name alone beside the date: %j', (head, names) => expect(signed(...head)).toEqual(names));

test.each([
  [['Jane Roe']],
  [['Real Estate', 'March 12, 2024']],
  [['Harbour Bridge', 'March 12, 2024']],
  [['The Long Way', 'March 12, 2024']],
  [['Table of Contents', 'March 12, 2024']],
  [['Reuters', 'March 12, 2024']],
])('no byline: a bare name, a section, a subject of the story, an agency: %j', (head) =>
  expect(signed(...head)).toEqual([]),
);

test('a desk signs where nobody else does', () => {
  expect(signed('By the Harbour Team', 'March 12, 2024')).toEqual(['the Harbour Team']);
  expect(signed('Written by Gazette Staff and Jane Roe', 'March 12, 2024')).toEqual(['Jane Roe']);
});

test.each([
  [['March 12, 2024 by Jane Roe'], '2024-03-12'],
  [['Jane RoeMarch 12, 2024'], '2024-03-12'],
  [['Jane Roe', 'Published On 12 Mar 202412 Mar 2024'], '2024-03-12'],
  [['12/03/20240 Comments'], null],
  [['13/03/20240 Comments'], '2024-03-13'],
  [['Published Fri, Mar 15 20241:17 PM'], '2024-03-15T13:17'],
  [['On Behalf of Roe & Doe | Mar 12, 2024 | Injuries'], '2024-03-12'],
  [['12.03.2024, 11:30 Uhr von Jürgen Müller'], '2024-03-12T11:30'],
])('a date in whatever shape: %j is %s', (head, day) => expect(dated(...head)).toBe(day));

test('a text says when it was changed', () => {
  const article = articleOf(headline, 'Published: March 12, 2024', 'Updated: March 13, 2024 6:05 PM', ...story);
  expect(article).toMatchObject({ publishedAt: '2024-03-12', modifiedAt: '2024-03-13T18:05' });
  expect(articleOf(headline, 'Updated: March 13, 2024', ...story)).toMatchObject({
    publishedAt: '2024-03-13',
    modifiedAt: null,
  });
});

test("the date beside the headline comes before today's above the menu", () => {
  const article = articleOf('Wednesday, March 20, 2024', 'Home', 'Sea', headline, 'March 12, 2024', ...story);
  expect(article.publishedAt).toBe('2024-03-12');
});

test('a line that signs and dates the story is none of its body', () => {
  const article = articleOf(headline, 'By Jane Roe and John Doe on March 12, 2024 at 3:53PM', ...story);
  expect(article).toMatchObject({ bylines: ['Jane Roe', 'John Doe'], publishedAt: '2024-03-12T15:53' });
  expect(article.body).toBe(story.join('\n\n'));
});
