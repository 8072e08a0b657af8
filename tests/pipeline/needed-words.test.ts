import { describe, expect, test } from 'vitest';
import { neededWords } from '../../src/pipeline/clean/needed-words.ts';
import { book } from './documents.ts';

describe('the words that a pattern needs', () => {
  test.each([
    ['a plain word', 'newsletter', [['newsletter']]],
    ['both of two, the longer first', String.raw`\bsign\b.{0,9}\bnewsletter\b`, [['newsletter'], ['sign']]],
    ['no more than two', String.raw`\bsign\b.{0,9}\bup\b.{0,9}\bnewsletter\b`, [['newsletter'], ['sign']]],
    ['one of each alternative', '(?:cookies|privacy policy)', [['cookies', 'privacy policy']]],
    [
      'one of each of two groups',
      '(?:read|view) .{0,9}(?:more|also)',
      [
        ['read', 'view'],
        ['more', 'also'],
      ],
    ],
    ['none of what may be missing', 'newsletters?(?: daily)?', [['newsletter']]],
    ['none of a class or an escape', String.raw`[abcde]\w+\p{Letter}\d{4}`, []],
    ['a short one where an alternative has no other', '(?:newsletter|e-?m)', [['newsletter', 'e']]],
    ['none where an alternative has none', String.raw`(?:newsletter|\d+)`, []],
    ['a rare sign rather than two common letters', String.raw`[\w.]+@[\w.]+\.de`, [['@']]],
    ['a sign that is escaped', String.raw`^\W*\(c\)?`, [['(']]],
    ['nothing of half a sign', '🎧?🎧', []],
    ['none of what must not follow', 'mail(?!newsletter)', [['mail']]],
    ['a named group', '^by (?<sourceHint>Reuters|The Associated Press)', [['Reuters', 'The Associated Press']]],
    ['what stands once or more', '(?:story ){1,3}', [['story ']]],
  ])('%s', (_name, source, words) => {
    expect(neededWords(source).lists).toEqual(words);
  });

  test.each([
    ['a plain word', 'newsletter', null],
    ['a word at the beginning', '^newsletter', ['newsletter']],
    ['a word after signs', String.raw`^\W*newsletters?`, ['newsletter']],
    ['after signs by their names', String.raw`^[\s\p{P}\p{S}]*newsletter`, ['newsletter']],
    ['one of each alternative', String.raw`^\W*(?:read|view)(?: more)?`, ['read', 'view']],
    ['one of each beginning', String.raw`^\W*read more|^\W*view`, ['read more', 'view']],
    ['none where one has no beginning', String.raw`^\W*read more|view`, null],
    ['none where an alternative has none', String.raw`^(?:read|\w+) more`, null],
    ['any digit', String.raw`^\W*\d* ?comments`, null],
    ['any digit, and what follows what may be missing', String.raw`^\W*\d?comments`, [...'0123456789', 'comments']],
    ['what may be missing, and what follows it', '^(?:please )?subscribe', ['please ', 'subscribe']],
    ['a letter that may be missing, and what follows it', '^a?bc', ['a', 'bc']],
    ['none where all may be missing', '^(?:please )?', null],
    ['none that is no letter', String.raw`^\W*\(c\)`, null],
    ['a word of another script', String.raw`^\W*подпишитесь`, ['подпишитесь']],
  ])('to begin with: %s', (_name, source, words) => {
    expect(neededWords(source).opening).toEqual(words);
  });

  test('the example of each phrase rule holds what its pattern needs', () => {
    for (const { id, patterns, removes } of book.phraseRules) {
      for (const pattern of patterns.filter((one) => one.test(removes))) {
        const { lists } = neededWords(pattern.source);
        const missing = lists.filter(
          (words) => !words.some((word) => new RegExp(RegExp.escape(word), 'iu').test(removes)),
        );
        expect(missing, `${id}: ${pattern.source}`).toEqual([]);
      }
    }
  });
});
