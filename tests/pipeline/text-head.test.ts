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
  [['Interview by Jane Roe'], ['Jane Roe']],
  [['Words: Jane Roe', 'Photography: John Doe'], ['Jane Roe']],
  [['Ein Interview von Annette von der Heide'], ['Annette von der Heide']],
  [['기자명 홍길동', '입력 2024.03.12'], ['홍길동']],
  [['記者王小明／台北報導', '2024-03-12'], ['王小明']],
  [
    ['本报记者 王小明 李华', '2024年3月12日'],
    ['王小明', '李华'],
  ],
  [
    ['By Robert "Bobby" Roe and Marco d’Exemple', 'March 12, 2024'],
    ['Robert "Bobby" Roe', 'Marco d’Exemple'],
  ],
  [['By JANE ROE Associated Press', 'March 12, 2024'], ['JANE ROE']],
])('a byline that says so, in whatever shape: %j', (head, names) => expect(signed(...head)).toEqual(names));

test.each([
  [
    ['By Jane Roe', 'By John van der Doe'],
    ['Jane Roe', 'John van der Doe'],
  ],
  [
    ['By', 'Jane Roe', 'and', 'John Doe', 'Senior Reporters'],
    ['Jane Roe', 'John Doe'],
  ],
  [
    ['By', 'Jane Roe,', 'John Doe', 'and', 'Ann Lee'],
    ['Jane Roe', 'John Doe', 'Ann Lee'],
  ],
  [
    ['By Jane Roe', '& John Doe'],
    ['Jane Roe', 'John Doe'],
  ],
  [['By Jane Roe', 'Edited by John Doe'], ['Jane Roe']],
  [['Penulis: Jane Roe', 'Editor: John Doe'], ['Jane Roe']],
  [['By Jane Roe', 'John Doe'], ['Jane Roe']],
  [['By Jane Roe', 'E. Roe Doe'], ['Jane Roe']],
])('a byline that goes on in the next lines: %j', (head, names) => expect(signed(...head)).toEqual(names));

test.each([
  [['Jane Roe', 'March 12, 2024'], ['Jane Roe']],
  [['March 12, 2024', 'Jane Roe'], ['Jane Roe']],
  [['Jane Roe', 'Tech Writer', 'March 12, 2024'], ['Jane Roe']],
  [['Jane Roe', '5 min read'], ['Jane Roe']],
  [
    ['Jane Roe', 'John Doe', 'March 12, 2024'],
    ['Jane Roe', 'John Doe'],
  ],
  [['Jane Roe | March 12, 2024'], ['Jane Roe']],
  [['Jane RoeMarch 12, 2024'], ['Jane Roe']],
  [['Jane Roe, MS, RD', 'Published March 12, 2024'], ['Jane Roe']],
  [['Мария Иванова', '12 марта 2024'], ['Мария Иванова']],
  [['Marie Exemple', 'Publié le 12 mars 2024'], ['Marie Exemple']],
  [['Jane Roe@janeroe', 'March 12, 2024'], ['Jane Roe']],
  [['Abdul Rahman al-Hadi', 'March 12, 2024'], ['Abdul Rahman al-Hadi']],
  [['María José Ejemplo de la Torre', '12 marzo 2024'], ['María José Ejemplo de la Torre']],
  [['Jane ExampleWriter', 'March 12, 2024'], ['Jane Example']],
  [
    ['Jane ExampleJohn Doe', 'March 12, 2024'],
    ['Jane Example', 'John Doe'],
  ],
  [['Jane Roe | Harbour Gazette', 'March 12, 2024'], ['Jane Roe']],
  [['John Doe/Gazette', 'March 12, 2024', 'Jane Roe'], ['Jane Roe']],
])('a name alone beside the date: %j', (head, names) => expect(signed(...head)).toEqual(names));

test.each([
  [['Jane Roe']],
  [['Real Estate', 'March 12, 2024']],
  [['Harbour Bridge', 'March 12, 2024']],
  [['The Long Way', 'March 12, 2024']],
  [['Table of Contents', 'March 12, 2024']],
  [['Reuters', 'March 12, 2024']],
  [['AP Photo/Jane Roe', 'March 12, 2024']],
  [['John Doe/Gazette', 'March 12, 2024']],
  [['New York', 'March 12, 2024']],
  [['San Exemplo', 'March 12, 2024']],
  [['Нижний Новгород', '12 марта 2024']],
  [['Twitter Facebook', 'March 12, 2024']],
  [['Save Article', 'March 12, 2024']],
  [['Press Release', 'March 12, 2024']],
  [['Google News', 'March 12, 2024']],
])('no byline: a bare name, a section, a subject of the story, an agency: %j', (head) =>
  expect(signed(...head)).toEqual([]),
);

test('a name that the menu above has too is a section', () => {
  const lines = [
    'Home',
    'Ellery Ashby',
    'Sea',
    'Sport',
    'Log in',
    headline,
    'Ellery Ashby',
    'March 12, 2024',
    ...story,
  ];
  expect(articleOf(...lines).bylines).toEqual([]);
});

test('a desk signs where nobody else does', () => {
  expect(signed('By the Harbour Team', 'March 12, 2024')).toEqual(['the Harbour Team']);
  expect(signed('Courier Staff', 'March 12, 2024')).toEqual(['Courier Staff']);
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
  [['12 मार्च 2024'], '2024-03-12'],
  [['12 अक्टूबर 2023'], '2023-10-12'],
])('a date in whatever shape: %j is %s', (head, day) => expect(dated(...head)).toBe(day));

test('a text says when it was changed', () => {
  const article = articleOf(headline, 'Published: March 12, 2024', 'Updated: March 13, 2024 6:05 PM', ...story);
  expect(article).toMatchObject({ publishedAt: '2024-03-12', modifiedAt: '2024-03-13T18:05' });
  expect(articleOf(headline, 'Updated: March 13, 2024', ...story)).toMatchObject({
    publishedAt: '2024-03-13',
    modifiedAt: null,
  });
});

test('a label on a line of its own speaks of the date on the next', () => {
  const dates = { publishedAt: '2024-03-12', modifiedAt: '2024-03-13' };
  expect(articleOf(headline, 'Published', 'March 12, 2024', 'Last updated', 'March 13, 2024', ...story)).toMatchObject(
    dates,
  );
  expect(articleOf(headline, 'Updated', 'March 13, 2024', 'Published', 'March 12, 2024', ...story)).toMatchObject(
    dates,
  );
});

test('no text is changed before it is published', () => {
  const article = articleOf(headline, 'Published: March 12, 2024', 'Updated: January 2, 2024', ...story);
  expect(article).toMatchObject({ publishedAt: '2024-03-12', modifiedAt: null });
});

test.each([
  'PUBLISHED: March 12, 2024 at 6:40 PM | UPDATED: March 13, 2024 at 8:05 AM',
  'March 12, 2024Updated: March 13, 2024 8:05 a.m.',
])('a word between two dates belongs to the second: %s', (line) => {
  const { publishedAt, modifiedAt } = articleOf(headline, line, ...story);
  expect([publishedAt?.slice(0, 10), modifiedAt?.slice(0, 16)]).toEqual(['2024-03-12', '2024-03-13T08:05']);
});

test('a date that ends as a sentence does is no paragraph', () => {
  const article = articleOf(headline, 'By Jane Roe', 'March 12, 2024 at 3:53 p.m.', ...story);
  expect(article).toMatchObject({ publishedAt: '2024-03-12T15:53', body: story.join('\n\n') });
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
