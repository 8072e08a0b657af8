import { expect, test } from 'vitest';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, passed, raw } from './documents.ts';

const paragraphs = [
  'The harbour bridge was opened again on Monday after repairs that lasted for more than two years, and cost less than planned.',
  'The first to cross it were the children of the school on the island, who had made a song for the day and sang all of it.',
  'The ferries that took its place will run until the end of the summer, the mayor said, and nobody will have to pay for them.',
  'A second bridge, of which there has been talk since 1964, will not be built before the first has been paid for, she added.',
];
const told = `<script type="application/ld+json">${JSON.stringify({
  '@type': 'NewsArticle',
  headline: 'Harbour bridge reopens',
  articleBody: paragraphs.map((text) => `<p>${text}</p>`).join(''),
})}</script>`;
const read = (body: string) => {
  const html = `<html><head><title>Harbour bridge reopens</title>${told}</head><body>${body}</body></html>`;
  return passed(processDocument(raw(html), book, options));
};

test('a page that waits for its scripts has the story that JSON-LD tells, and says so', () => {
  const article = read('<div id="app"><p>Loading the story for you.</p></div>');
  expect(article.body).toBe(paragraphs.join('\n\n'));
  expect(article.notes.map(({ code }) => code)).toContain('told-story');
  expect(article.evidence.body?.source).toBe('json-ld:articleBody');
  expect(article.removals.map(({ text }) => text)).toContain('Loading the story for you.');
});

test('a story whose paragraphs were taken for something else gets them back', () => {
  const shown = paragraphs.map((text, at) => `<div class="${at === 0 ? 'text' : 'related'}"><p>${text}</p></div>`);
  const article = read(`<article>${shown.join('')}</article>`);
  expect(article.body).toBe(paragraphs.join('\n\n'));
  expect(article.evidence.body).toBeUndefined();
});

test('another text gives way to the one that is told', () => {
  const shown = paragraphs.map((text) => `<p>${text}</p>`).join('');
  const line = (n: number) =>
    `<p>Line ${n} serves the harbour from six to ten. It sells tickets on board, for a small fee, and takes bicycles.</p>`;
  const lines = [3, 4, 7, 11, 12, 14, 19, 21, 30, 31].map(line).join('');
  const article = read(`<main>${lines}</main><aside>${shown}</aside>`);
  expect(article.body).toBe(paragraphs.join('\n\n'));
});

test('what a page keeps behind a wall stays there', () => {
  const article = read(
    `<article><p>${paragraphs[0]}</p><p>To read on you have to be one of our subscribers.</p></article>`,
  );
  expect(article.body).not.toContain(paragraphs[1]);
  expect(article.notes.map(({ code }) => code)).not.toContain('told-story');
});
