import { describe, expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, raw } from './documents.ts';

const MB = 1_000_000;
const sentence = 'The mayor said that the works would begin in the spring of next year. ';
/** A page with one sentence is no story. */
const story = sentence.repeat(12);

/** What a document must end as: an article, or a rejection with this code. */
const hostile: [name: string, text: () => string, ending: string][] = [
  ['nothing', () => '', 'no-text'],
  ['white space', () => ' \n\t'.repeat(MB / 3), 'no-text'],
  ['brackets', () => '('.repeat(MB), 'no-text'],
  ['spaced letters', () => 'a '.repeat(MB / 2), 'article'],
  ['one long word', () => 'a'.repeat(MB), 'no-text'],
  ['null bytes', () => '\0'.repeat(MB), 'no-text'],
  ['lone surrogates', () => `${'\ud800'.repeat(1000)} ${sentence}`, 'article'],
  ['menus only', () => 'Home\nNews\nSports\nWeather\n'.repeat(20), 'no-text'],
  ['10 MB in one line', () => sentence.repeat((10 * MB) / sentence.length), 'article'],
  ['200,000 lines', () => Array.from({ length: 200_000 }, (_, n) => `${n} ${sentence}`).join('\n'), 'article'],
  ['closing tags', () => `${'</p>'.repeat(MB / 4)}${story}`, 'article'],
  ['opening brackets', () => `${'<'.repeat(MB)} ${story}`, 'article'],
  ['dates', () => 'Sept. 6, 2023 '.repeat(MB / 14), 'article'],
  ['sentence ends', () => '. '.repeat(MB / 2), 'article'],
  ['mail addresses', () => 'a@b.c '.repeat(MB / 6), 'article'],
  ['100,000 captions', () => 'The harbour at dawn on May 4. (Reuters)\n'.repeat(MB / 10), 'article'],
  ['100,000 nested elements', () => `<body>${'<div>'.repeat(100_000)}${story}`, 'too-deep'],
  ['5 MB of unclosed tags', () => `<body>${'<div><span>'.repeat(450_000)}`, 'too-deep'],
  ['deep nesting within the bound', () => `<body>${'<div>'.repeat(900)}<p>${story}`, 'article'],
  ['a million links', () => `<body>${'<a href=x>y</a>'.repeat(MB)}`, 'too-many-nodes'],
  [
    '100,000 attributes',
    () => `<p ${Array.from({ length: 100_000 }, (_, n) => `a${n}=1`).join(' ')}>${story}</p>`,
    'article',
  ],
  ['a script of 10 MB', () => `<script>${'<div>'.repeat(2 * MB)}</script><p>${story}</p>`, 'article'],
  [
    'a JSON-LD bomb',
    () => `<script type="application/ld+json">${'['.repeat(400_000)}</script><p>${story}</p>`,
    'article',
  ],
  [
    'wide JSON-LD',
    () => `<script type="application/ld+json">[${Array(90_000).fill('{"a":{}}').join(',')}]</script><p>${story}</p>`,
    'article',
  ],
  [
    'JSON-LD that refers to itself',
    () =>
      `<script type="application/ld+json">{"@id":"a","@type":"NewsArticle","author":{"@id":"a"}}</script><p>${story}</p>`,
    'article',
  ],
  ['unclosed comments', () => `<p>${story}</p>${'<!--'.repeat(MB / 4)}`, 'article'],
  ['100,000 table rows', () => `<table>${'<tr><td>a<td>b'.repeat(100_000)}</table><p>${story}</p>`, 'too-many-blocks'],
];

describe('a hostile document ends within its bound, with a clear outcome', () => {
  test.each(hostile)('%s', { timeout: 30_000 }, (_name, text, ending) => {
    const document = raw(text());
    const started = performance.now();
    const outcome = processDocument(document, book, options);
    // Ten times what it takes on a slow machine: a stall takes minutes.
    expect(performance.now() - started).toBeLessThan(20_000);
    expect('rejected' in outcome ? outcome.rejected.code : 'article').toBe(ending);
    if ('rejected' in outcome) expect(outcome.rejected.detail).toMatch(/\w+ \w+/);
  });
});

test('an HTML page that came as plain text is read as a page, and noted', () => {
  const outcome = processDocument(
    raw(`<!doctype html><title>Bridge</title><p>${story}</p>`, { mediaType: 'text/plain' }),
    book,
    options,
  );
  expect(outcome).toMatchObject({ next: { body: story.trim(), notes: [{ code: 'markup-in-text' }] } });
});
