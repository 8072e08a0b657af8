import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { processDocument } from '../../src/pipeline/process.ts';
import { book, folded, options, passed, projectDir, raw } from './documents.ts';

const goldSchema = z.object({
  docs: z.record(
    z.string(),
    z.object({
      file: z.string(),
      body: z.string(),
      title: z.string().nullable(),
      publisher: z.string().nullable(),
      byline: z.string().nullable(),
      agency: z.string().nullable(),
      captions: z.array(z.object({ text: z.string(), credit: z.string().nullable() })),
      remove_lines: z.array(z.object({ text: z.string() })),
    }),
  ),
});
const datesSchema = z.object({
  dates: z.record(z.string(), z.object({ stated: z.string().nullable(), reject: z.unknown().optional() })),
});

const read = (path: string): string => readFileSync(resolve(projectDir, path), 'utf8');
const gold = Object.entries(goldSchema.parse(JSON.parse(read('tests/gold/clean-gold.json'))).docs);
const dates = datesSchema.parse(JSON.parse(read('tests/gold/seeds-gold.json'))).dates;
const articleOf = (file: string) =>
  passed(processDocument(raw(read(`seeds/${file}`), { address: file }), book, options));

describe.each(gold)('seed %s', (id, expected) => {
  const article = articleOf(expected.file);

  test('has the body of the gold', () => {
    expect(folded(article.body)).toBe(folded(expected.body));
    expect(article.body.split('\n\n')).toEqual(expected.body.split('\n\n').map(folded));
  });

  test('accounts for every line to be removed, with a rule and a reason', () => {
    const removed = new Map(article.removals.map((removal) => [folded(removal.text), removal]));
    for (const { text } of expected.remove_lines) {
      expect(removed.get(folded(text)), text).toMatchObject({
        whole: true,
        rule: expect.any(String),
        reason: expect.stringMatching(/\w{3}/),
      });
    }
  });

  test('has the fields of the gold', () => {
    expect(article).toMatchObject({
      title: expected.title,
      publisher: expected.publisher,
      agency: expected.agency,
      bylines: expected.byline === null ? [] : [expected.byline],
      captions: expected.captions.map(({ text, credit }) => ({ text, credit })),
      language: 'en',
    });
  });

  test('has the stated date, to the minute and without an offset, or none', () => {
    const stated = dates[id]?.reject === undefined ? (dates[id]?.stated ?? null) : null;
    expect(article.publishedAt?.slice(0, 10) ?? null).toBe(stated);
    expect(article.publishedPrecision).toBe(stated === null ? null : 'minute');
    if (stated !== null) expect(article.publishedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/);
  });
});

test('the false stamp of 003 loses to what the text says, and the reasons are told', () => {
  const { evidence } = articleOf('003_f6c11c6d44cc0b38.txt');
  expect(evidence.publishedAt).toMatchObject({ source: null, candidates: [{ value: '2024-05-28T18:53:32' }] });
  expect(evidence.publishedAt?.candidates[0]?.lost).toMatch(/links to other stories.*captions.*Wednesday/);
});

test('the account that copied 003 is a byline candidate that lost', () => {
  const { evidence } = articleOf('003_f6c11c6d44cc0b38.txt');
  expect(evidence.bylines?.candidates).toEqual([
    expect.objectContaining({ value: '汽车电瓶', lost: expect.stringContaining('another script') }),
  ]);
});

test('the trailer of 001 hints at its source and names no publisher', () => {
  const { evidence, publisher } = articleOf('001_982558f8b4deda7d.txt');
  expect(publisher).toBeNull();
  expect(evidence.sourceHint?.candidates).toEqual([expect.objectContaining({ value: 'The Hill' })]);
});
