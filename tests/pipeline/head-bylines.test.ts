import { expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, passed, raw } from './documents.ts';

const headline = 'Harbour bridge reopens after repairs';
const story = [
  'The harbour bridge was opened to traffic again on Tuesday after repairs that lasted for two years.',
  'The mayor said that the works had cost less than planned and thanked all who had taken part in them.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers.',
];
const signed = (...head: string[]) =>
  passed(processDocument(raw([headline, ...head, ...story].join('\n\n')), book, options)).bylines;

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
