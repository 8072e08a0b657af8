import { describe, expect, test } from 'vitest';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { readBylineLine } from '../../src/pipeline/reading/byline-line.ts';
import { agencyIn, trailingCredit } from '../../src/pipeline/reading/credit.ts';
import { outletNamed } from '../../src/pipeline/reading/outlet.ts';
import { book, options, passed, raw } from './documents.ts';

const { vocabulary } = book;
const story = [
  'The harbour bridge was opened to traffic again on Tuesday after repairs that lasted for two years.',
  'The mayor said that the works had cost less than planned and thanked all who had taken part in them.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers.',
];
const articleOf = (...lines: string[]) => passed(processDocument(raw(lines.join('\n\n')), book, options));

test.each([
  ['By Jane Roe and John Doe', ['Jane Roe', 'John Doe']],
  ['By JANE ROE, Staff Writer', ['JANE ROE']],
  ['Von Anna Beispiel und Jan van der Muster', ['Anna Beispiel', 'Jan van der Muster']],
  ['Par Marie Exemple, envoyée spéciale', ['Marie Exemple']],
  ['作者：李明', ['李明']],
  ['홍길동 기자', ['홍길동']],
  ['بقلم: سمير الحداد', ['سمير الحداد']],
])('the byline %s names %j', (line, names) => expect(readBylineLine(line, vocabulary)).toEqual({ names }));

test.each(['By the time he came it was over', 'By 2030 the town will have grown', 'Von hier an ging alles gut', 'By'])(
  '"%s" is no byline',
  (line) => expect(readBylineLine(line, vocabulary)).toBeNull(),
);

test.each([
  ['It is over now. (Yonhap)', 'Yonhap', false],
  ['It is over now. Reuters', 'Reuters', false],
  ['It is over now. – dpa', 'dpa', false],
  ['It is over now (AP)', 'AP', false],
  ['終わった。（共同）', 'Kyodo', false],
  ['It is over now. AP Photo/Jane Roe', null, true],
  ['The bridge on Monday (Photo by Jane Roe/Getty Images)', null, true],
])('%s ends in a credit', (text, agency, photo) =>
  expect(trailingCredit(text, vocabulary)).toMatchObject({ agency, photo }),
);

test.each([
  'It is over now (he said).',
  'He came from the map. Now',
  'They met at the spa (Bath)',
  'It is over. He left.',
])('%s ends in none', (text) => expect(trailingCredit(text, vocabulary)).toBeNull());

test('agencies are known in several scripts, short ones only as they are written', () => {
  expect(['연합뉴스', 'ТАСС', 'the Associated Press', 'dpa/AFP'].map((words) => agencyIn(words, vocabulary))).toEqual([
    'Yonhap',
    'TASS',
    'AP',
    'dpa',
  ]);
  expect(['ap', 'map', 'The Hill', 'spa'].map((words) => agencyIn(words, vocabulary))).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test.each([
  ['The Harbour Gazette', true],
  ['Süddeutsche Zeitung', true],
  ['港日報', true],
  ['BBC News', true],
  ['World News', false],
  ['News', false],
  ['Harbour bridge', false],
])('%s names an outlet: %s', (line, outlet) => expect(outletNamed(line, vocabulary) !== null).toBe(outlet));

describe('fields of flattened text', () => {
  test('a first paragraph is no headline', () => {
    expect(articleOf(...story)).toMatchObject({ title: null, lead: story[0], bylines: [], publishedAt: null });
  });

  test('the date and the byline stand below the headline', () => {
    const article = articleOf(
      'Harbour bridge reopens after repairs',
      'By Jane Roe',
      'March 12, 2024 6:05 PM GMT',
      ...story,
    );
    expect(article).toMatchObject({
      title: 'Harbour bridge reopens after repairs',
      bylines: ['Jane Roe'],
      publishedAt: '2024-03-12T18:05Z',
      publishedPrecision: 'minute',
    });
  });

  test('the publication comes before the update', () => {
    const article = articleOf(
      'Harbour bridge reopens after repairs',
      'Updated: March 13, 2024',
      'Published: March 12, 2024',
      ...story,
    );
    expect(article.publishedAt).toBe('2024-03-12');
    expect(article.evidence.publishedAt?.candidates).toMatchObject([
      { value: '2024-03-12' },
      { value: '2024-03-13', lost: expect.any(String) },
    ]);
  });

  test('a date after the fetch is none', () => {
    const article = articleOf('Harbour bridge reopens after repairs', 'Published: March 12, 2031', ...story);
    expect(article.publishedAt).toBeNull();
    expect(article.evidence.publishedAt?.candidates[0]?.lost).toContain('2025-01-01');
  });

  test('a bare name under the headline is shown and not trusted', () => {
    const article = articleOf('Harbour bridge reopens after repairs', 'Linden Birch', ...story);
    expect(article.bylines).toEqual([]);
    expect(article.evidence.bylines?.candidates).toMatchObject([
      { value: 'Linden Birch', lost: expect.stringContaining('label') },
    ]);
  });

  test('an agency that closes the story is cut from it and accounted for', () => {
    const article = articleOf('Harbour bridge reopens after repairs', ...story.slice(0, 2), `${story[2]} (Reuters)`);
    expect(article.agency).toBe('Reuters');
    expect(article.body.endsWith(story[2] ?? '')).toBe(true);
    expect(article.removals).toMatchObject([{ whole: false, text: '(Reuters)', rule: 'agency-credit' }]);
  });

  test('an agency that is only quoted is not credited', () => {
    expect(
      articleOf(...story, 'He said so to the TASS news agency in a talk that was printed on Monday.').agency,
    ).toBeNull();
  });

  test('words are counted by the dictionary where no spaces part them', () => {
    const article = articleOf('港町の橋が12日、2年間の工事を終えて通行を再開した。町長らが正午に開通を祝った。');
    expect(article.language).toBe('ja');
    expect(article.wordCount).toBeGreaterThan(15);
  });
});

test('the brake gives everything back and says so', () => {
  const repeated = Array.from({ length: 9 }, () => story[0] ?? '').join('\n');
  const braked = passed(clean(raw(repeated), book, { maxRemovedShare: 0.5 }));
  expect(braked.removals).toEqual([]);
  expect(braked.notes).toMatchObject([{ code: 'brake' }]);
  expect(passed(clean(raw(repeated), book, { maxRemovedShare: 0.95 })).removals).toHaveLength(8);
});

test('hard-wrapped lines are joined, short lines and poems are not', () => {
  const wrapped = story.map((paragraph) => paragraph.replace(/(.{1,38})(?: |$)/g, '$1\n').trimEnd()).join('\n\n');
  expect(passed(clean(raw(wrapped), book, options)).blocks.map(({ text }) => text)).toEqual(story);
  const poem =
    'The bridge is old.\nThe sea is cold and grey this year.\nWe wait.\nNobody comes to see the boats, and so\nwe go.\nThe sea is cold.';
  expect(passed(clean(raw(poem), book, options)).blocks).toHaveLength(6);
});
