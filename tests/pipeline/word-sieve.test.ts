import { describe, expect, test } from 'vitest';
import type { Needs } from '../../src/pipeline/clean/needed-words.ts';
import { wordSieve } from '../../src/pipeline/clean/word-sieve.ts';

describe('the word sieve', () => {
  const needs = (...lists: string[][]): Needs => ({ lists, opening: null });
  const tried = wordSieve([
    needs(['newsletter', 'abonnieren']),
    needs(),
    needs(['copyright']),
    needs(['подпишитесь']),
    needs(['分钟', 'mn']),
    needs(['@']),
    needs(['reserved', 'réservés'], ['rights', 'droits']),
    { lists: [['weather']], opening: ['read', 'view'] },
  ]);

  test.each([
    ['a text with none of the words is tried on what needs none alone', 'The bridge was opened again.', [1]],
    ['a word lets its pattern through', 'Get our newsletter today', [0, 1]],
    ['so does a word of another alternative', 'Jetzt abonnieren', [0, 1]],
    ['capitals make no difference', 'COPYRIGHT 2024', [1, 2]],
    ['nor do they in other scripts', 'ПОДПИШИТЕСЬ на канал', [1, 3]],
    ['the word may be part of another', 'Newsletteranmeldung', [0, 1]],
    ['a word of two signs lets its pattern through', '阅读时间：5分钟', [1, 4]],
    ['so does one of two letters', 'Less than 5 MN', [1, 4]],
    ['so does a sign alone', '@harbour', [1, 5]],
    ['a word of one list alone does not', 'Seats are reserved', [1]],
    ['a word of each list does', 'All rights reserved', [1, 6]],
    ['a text that begins otherwise does not', 'Today: read the weather', [1]],
    ['one that begins so does', '“View the weather', [1, 7]],
    ['signs before it make no difference', '- Read: the weather', [1, 7]],
    ['nor does what may be a letter', 'É read the weather', [1, 7]],
    ['an empty text is tried on what needs no word', '', [1]],
  ])('%s', (_, text, expected) => {
    expect(tried(text)).toEqual(expected);
  });

  test('lets through each letter that a regular expression takes for the same', () => {
    const missed: string[] = [];
    let compared = 0;
    for (let code = 1; code < 0xffff; code++) {
      if (code >= 0xd800 && code < 0xe000) continue;
      const sign = String.fromCharCode(code);
      const upper = sign.toUpperCase();
      for (const other of new Set([sign.toLowerCase(), upper, upper.toLowerCase(), sign === 'ß' ? 'ẞ' : sign])) {
        if (other === sign || !new RegExp(`^\\u{${code.toString(16)}}$`, 'iu').test(other)) continue;
        compared++;
        for (const [word, text] of [
          [sign, other],
          [other, sign],
        ] as const)
          if (wordSieve([needs([word.repeat(4)])])(text.repeat(4)).length === 0) missed.push(`${word} ${text}`);
      }
    }
    expect(missed).toEqual([]);
    expect(compared).toBeGreaterThan(2_000);
  });
});
