import { describe, expect, test } from 'vitest';
import type { MediaType } from '../../src/pipeline/documents.ts';
import { explainDocument } from '../../src/pipeline/explain-document.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, options, raw } from './documents.ts';
import { hostilePages, hostileTexts, plainPage, plainText, story } from './hostile-documents.ts';

/** How a document may end: as what is indexed, or rejected for what it is or for the bound that it is past. */
const endings = new Set(
  ['article', 'teaser', 'index-page', 'not-news', 'no-text', 'bot-challenge', 'error-page', 'consent-wall', 'live-blog']
    .concat(['video-only', 'gallery-only'])
    .concat(['too-long', 'too-deep', 'too-many-nodes', 'too-many-blocks']),
);
/** A document may take so many times as long as a plain one of its size, in the same way and on the same machine. */
const MOST_TIMES = 20;
/** What is shorter is held to the time of this many characters, about what a large page has. */
const LEAST = 1_000_000;
/** A line counts as so many characters at least: each is looked at by every rule. */
const LINE = 20;

const sizeOf = (text: string): number => Math.max(text.length, text.split('\n').length * LINE, LEAST);

/**
 * Milliseconds of the processor, which other programs on the machine do not lengthen; and how the document ended. To explain
 * is to clean and to extract, also what is rejected.
 */
function run(text: string, mediaType: MediaType): { ms: number; ending: string; detail: string | null } {
  const before = process.cpuUsage();
  const { outcome, reason } = explainDocument(raw(text, { mediaType }), book, options);
  const { user, system } = process.cpuUsage(before);
  return { ms: (user + system) / 1000, ending: reason?.code ?? outcome, detail: reason?.detail ?? null };
}

const rates = new Map<MediaType, number>();
/** Milliseconds for a character of a plain document, measured once in this run, when the code is warm. */
function plainRate(mediaType: MediaType): number {
  let rate = rates.get(mediaType);
  if (rate === undefined) {
    const make = mediaType === 'text/html' ? plainPage : plainText;
    run(make(LEAST), mediaType);
    const text = make(3 * LEAST);
    const { ms, ending } = run(text, mediaType);
    expect(ending, 'the plain document is an article').toBe('article');
    rate = ms / text.length;
    rates.set(mediaType, rate);
  }
  return rate;
}

const seen = new Map<string, string>();

/** Runs a document once and holds it to its bound; gives how it ended. */
function endsInBound(name: string, text: () => string, mediaType: MediaType): string {
  const key = `${mediaType} ${name}`;
  const known = seen.get(key);
  if (known !== undefined) return known;
  const document = text();
  const most = plainRate(mediaType) * sizeOf(document) * MOST_TIMES;
  const { ms, ending, detail } = run(document, mediaType);
  expect(ms, `at most ${MOST_TIMES} times what a plain document of its size takes`).toBeLessThan(most);
  expect(endings).toContain(ending);
  if (detail !== null) expect(detail).toMatch(/\w+ \w+/);
  seen.set(key, ending);
  return ending;
}

describe('a hostile document ends within 20 times the time of a plain one of its size, with a clear outcome', () => {
  test.each(hostilePages)('as a page: %s', { timeout: 120_000 }, (name, text) => {
    endsInBound(name, text, 'text/html');
  });
  test.each([...hostilePages, ...hostileTexts])('as text: %s', { timeout: 120_000 }, (name, text) => {
    endsInBound(name, text, 'text/plain');
  });
});

const byName = new Map([...hostilePages, ...hostileTexts]);

/** What is told of the story must not be lost to what stands beside it, and what is past a bound must say which. */
test.each<[name: string, mediaType: MediaType, ending: string]>([
  ['250 nested elements', 'text/html', 'article'],
  ['900 nested elements', 'text/html', 'article'],
  ['100,000 nested elements', 'text/html', 'too-deep'],
  ['5 MB of unclosed tags', 'text/html', 'too-deep'],
  ['a million links', 'text/html', 'too-many-nodes'],
  ['100,000 table rows', 'text/html', 'too-many-blocks'],
  ['a script of 10 MB in one line', 'text/html', 'article'],
  ['null bytes between the words', 'text/html', 'article'],
  ['lone surrogates', 'text/html', 'article'],
  ['100,000 attributes on one element', 'text/html', 'article'],
  ['JSON-LD of 400,000 open brackets', 'text/html', 'article'],
  ['JSON-LD with 90,000 entries', 'text/html', 'article'],
  ['JSON-LD that refers to itself', 'text/html', 'article'],
  ['5 MB of JSON-LD', 'text/html', 'article'],
  ['100,000 meta tags', 'text/html', 'article'],
  ['unclosed comments', 'text/html', 'article'],
  ['5 MB of entities', 'text/html', 'article'],
  ['nothing', 'text/plain', 'no-text'],
  ['white space', 'text/plain', 'no-text'],
  ['5 million lines of a letter', 'text/plain', 'too-many-blocks'],
  ['21 MB', 'text/plain', 'too-long'],
  ['100,000 sentences', 'text/plain', 'article'],
])('%s as %s ends as %s', (name, mediaType, ending) => {
  const text = byName.get(name);
  if (text === undefined) throw new Error(`there is no hostile document "${name}"`);
  expect(endsInBound(name, text, mediaType)).toBe(ending);
});

test('an HTML page that came as plain text is read as a page, and noted', () => {
  const outcome = processDocument(
    raw(`<!doctype html><title>Bridge</title><p>${story}</p>`, { mediaType: 'text/plain' }),
    book,
    options,
  );
  expect(outcome).toMatchObject({ next: { body: story.trim(), notes: [{ code: 'markup-in-text' }] } });
});
