import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { shortfallsOf } from './compare.ts';
import { runGolden } from './run-golden.ts';
import { readShortfalls } from './shortfalls.ts';
import { squash } from './squash.ts';
import { goldenSlugs, readPage, readTruth } from './truth.ts';

describe('what is true of a golden page holds, but for what shortfalls.json lists', () => {
  const listed = readShortfalls();

  it.each(goldenSlugs)('%s', (slug) => {
    // A line on the left is a new shortfall; one on the right is mended: take it out of shortfalls.json.
    expect(shortfallsOf(readTruth(slug), runGolden(slug))).toEqual(listed[slug] ?? []);
  });

  it('lists shortfalls of goldens that exist', () => {
    expect(Object.keys(listed).filter((slug) => !goldenSlugs.includes(slug))).toEqual([]);
  });
});

describe('the truth itself', () => {
  it.each(goldenSlugs)('tells of %s only texts that stand in its page', (slug) => {
    const truth = readTruth(slug);
    if (truth.outcome === 'rejected') return;
    const page = squash(
      load(readPage(slug), { xml: { xmlMode: false, decodeEntities: true } })
        .root()
        .text(),
    );
    // A paragraph may be parted in the page by a piece that must be removed, as a hover card.
    const parted = truth.removed.reduce((left, text) => left.replaceAll(squash(text), ''), page);
    const stands = (text: string) => page.includes(squash(text)) || parted.includes(squash(text));
    const told = [
      truth.title,
      ...truth.bylines,
      ...truth.body,
      ...truth.removed,
      ...(truth.optional ?? []),
      ...truth.captions.flatMap(({ text, credit }) => (credit === null ? [text] : [text, credit])),
    ];
    expect(told.filter((text) => squash(text) === '' || !stands(text))).toEqual([]);
  });

  it('covers at least 30 pages in at least 8 languages, each page with a pattern of its own', () => {
    const truths = goldenSlugs.map(readTruth);
    expect(truths.length).toBeGreaterThanOrEqual(30);
    expect(new Set(truths.map(({ language }) => language)).size).toBeGreaterThanOrEqual(8);
    expect(new Set(truths.map(({ pattern }) => pattern)).size).toBe(truths.length);
  });
});
