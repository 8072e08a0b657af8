import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/pipeline/article.ts';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { cleanDocumentSchema, rawDocumentSchema } from '../../src/pipeline/documents.ts';
import { extract } from '../../src/pipeline/extract/extract.ts';
import { book, options, passed, raw } from './documents.ts';

const from = 'https://paper.test/feed';
const source = `feed hint:${from}`;
const said = { from, title: 'Ferry makes its last trip', publishedAt: '2024-05-06T08:30:00+02:00' };
const story = [
  'The ferry made its last trip on the river this week, and hundreds of people stood on both banks to see it go.',
  'It had carried the town for more than a hundred years, in every weather, said the woman who steered it to the end.',
  'From now on the new bridge takes the cars, and the old landing becomes a park with trees and a small museum.',
];
const page = (head: string, top: string): string =>
  `<!doctype html><html lang="en"><head><meta property="og:type" content="article">${head}</head><body><article>${top}
${story.map((text) => `<p>${text}</p>`).join('\n')}</article></body></html>`;

/** The article of a document with hints, each document between the stages read back as the queues' stores do. */
function article(text: string, hints: typeof said | { from: string; title: null; publishedAt: string }): Article {
  const given = JSON.stringify(raw(text, { url: 'https://paper.test/ferry', hints }));
  const cleaned = passed(clean(rawDocumentSchema.parse(JSON.parse(given)), book, options));
  return passed(extract(cleanDocumentSchema.parse(JSON.parse(JSON.stringify(cleaned))), book));
}

describe("a feed's title and date", () => {
  it.each([
    ['a page', page('', '')],
    ['flattened text', story.join('\n\n')],
  ])('fill the fields of %s that states none, by the name of the feed', (_, text) => {
    const { title, publishedAt, publishedPrecision, evidence } = article(text, said);
    expect({ title, publishedAt, publishedPrecision }).toEqual({
      title: said.title,
      publishedAt: said.publishedAt,
      publishedPrecision: 'second',
    });
    for (const field of ['title', 'publishedAt'] as const)
      expect(evidence[field]).toEqual({ source, candidates: [{ value: said[field], source }] });
  });

  it.each([
    [
      'a page',
      page(
        '<meta property="article:published_time" content="2024-05-04T10:00:00Z">',
        '<h1>Old ferry retires after a century</h1>',
      ),
    ],
    ['flattened text', ['Old ferry retires after a century', 'Published 4 May 2024', ...story].join('\n\n')],
  ])('lose to whatever %s says, and are listed last', (_, text) => {
    const { title, publishedAt, evidence } = article(text, said);
    expect(title).toBe('Old ferry retires after a century');
    expect(publishedAt).toContain('2024-05-04');
    for (const field of ['title', 'publishedAt'] as const) {
      expect(evidence[field]?.source).not.toBe(source);
      expect(evidence[field]?.candidates.at(-1)).toEqual({
        value: said[field],
        source,
        lost: `${evidence[field]?.source} comes first`,
      });
    }
  });

  it('do not take the place of a date that the page states and that cannot be right', () => {
    const wrong = page('<meta property="article:published_time" content="2031-05-04T10:00:00Z">', '');
    const { publishedAt, evidence } = article(wrong, said);
    expect(publishedAt).toBeNull();
    expect(evidence.publishedAt?.candidates.at(-1)).toMatchObject({ source, lost: 'the document states one itself' });
  });

  it.each([
    ['2031-05-04T10:00:00Z', 'lies in the future of the fetch'],
    ['1970-01-01T00:00:00Z', 'is no date a page was published on'],
    ['soon', 'is no full date'],
  ])('are not taken when they cannot be right: %s', (publishedAt, lost) => {
    const made = article(page('', ''), { from, title: null, publishedAt });
    expect([made.title, made.publishedAt, made.publishedPrecision]).toEqual([null, null, null]);
    expect(made.evidence.publishedAt).toEqual({ source: null, candidates: [{ value: publishedAt, source, lost }] });
  });
});
