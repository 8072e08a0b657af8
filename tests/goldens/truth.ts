import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { z } from 'zod';

const text = z.string().min(1);

const shared = {
  pattern: text.describe('The hard pattern that the page shows, and the system whose HTML it is written in.'),
  language: z.string().regex(/^[a-z]{2}$/),
  url: z.url(),
};

const articleTruth = z.strictObject({
  ...shared,
  outcome: z.literal('article'),
  kind: z.enum(['teaser']).optional().describe('Told only where it is not a whole article.'),
  title: text,
  bylines: z.array(text),
  agency: text.nullable(),
  publisher: text,
  publishedAt: text,
  body: z.array(text).min(3).describe('What a reader would keep, in order; the cells of a table row in one entry.'),
  removed: z.array(text).describe('Texts that must be among the removals: a sample, not all of them.'),
  optional: z.array(text).optional().describe('Texts that may stay in the body or go.'),
  captions: z.array(z.strictObject({ text, credit: text.nullable() })),
});

const rejectedTruth = z.strictObject({
  ...shared,
  outcome: z.literal('rejected'),
  kind: z.enum([
    'live-blog',
    'video-only',
    'gallery-only',
    'index-page',
    'consent-wall',
    'bot-challenge',
    'error-page',
    'not-news',
  ]),
});

/** What is true of a golden page, written by hand before any program read it. */
export const truthSchema = z.discriminatedUnion('outcome', [articleTruth, rejectedTruth]);
export type ArticleTruth = z.infer<typeof articleTruth>;
export type Truth = z.infer<typeof truthSchema>;

/** A file of a golden's folder. */
export const goldenPath = (slug: string, file: 'page.html' | 'truth.json' | 'expected.json'): string =>
  resolve(import.meta.dirname, slug, file);

/** The goldens, by the names of their folders, in order: those that hold a page. */
export const goldenSlugs: readonly string[] = readdirSync(import.meta.dirname)
  .filter((name) => existsSync(goldenPath(name, 'page.html')))
  .sort();

export const readPage = (slug: string): string => readFileSync(goldenPath(slug, 'page.html'), 'utf8');

/** @throws when the file is missing, is no JSON, or has a field too many or too few; the message names the golden */
export function readTruth(slug: string): Truth {
  const parsed = truthSchema.safeParse(JSON.parse(readFileSync(goldenPath(slug, 'truth.json'), 'utf8')));
  if (!parsed.success) throw new Error(`tests/goldens/${slug}/truth.json: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}
