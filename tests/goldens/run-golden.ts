import { z } from 'zod';
import { idOf } from '../../src/addresses/document-key.ts';
import { configDir, loadConfig, projectDir } from '../../src/config.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { loadRuleBook } from '../../src/rulebook.ts';
import { readPage, readTruth } from './truth.ts';

/** What the program makes of a golden page, in the form that expected.json holds. */
const resultSchema = z.discriminatedUnion('outcome', [
  z.looseObject({
    outcome: z.literal('article'),
    kind: z.string().optional(),
    title: z.string().nullable(),
    publisher: z.string().nullable(),
    bylines: z.array(z.string()),
    agency: z.string().nullable(),
    publishedAt: z.string().nullable(),
    language: z.string().nullable(),
    captions: z.array(z.looseObject({ text: z.string(), credit: z.string().nullable() })),
    body: z.array(z.string()),
    removals: z.array(z.object({ rule: z.string(), text: z.string(), part: z.literal(true).optional() })),
  }),
  z.object({ outcome: z.literal('rejected'), code: z.string(), detail: z.string() }),
]);
export type Result = z.infer<typeof resultSchema>;

/** Later than every golden was published, and fixed: dates are judged against it. */
const FETCHED_AT = '2026-01-15T12:00:00.000Z';

const book = loadRuleBook(configDir);
const { clean: options } = loadConfig({ env: {}, cwd: projectDir });

/**
 * Runs clean and extract over a golden page. All fields of the article are given, so that a new field shows up in the
 * goldens by itself; left out are those that say nothing of the page, or say it twice.
 */
export function runGolden(slug: string): Result {
  const { url } = readTruth(slug);
  const outcome = processDocument(
    {
      id: idOf(url),
      run: 1,
      address: url,
      url,
      mediaType: 'text/html',
      charset: 'utf-8',
      text: readPage(slug),
      fetchedAt: FETCHED_AT,
      notes: [],
    },
    book,
    options,
  );
  if ('rejected' in outcome) return { outcome: 'rejected', ...outcome.rejected };
  const { id: _id, run: _run, address: _address, url: _url, fetchedAt: _at, ...article } = outcome.next;
  const { evidence: _evidence, bodyBlocks: _blocks, body, removals, ...fields } = article;
  return resultSchema.parse({
    outcome: 'article',
    ...fields,
    body: body.split('\n\n'),
    removals: removals.map(({ rule, text, whole }) => ({ rule, text, ...(whole ? {} : { part: true }) })),
  });
}
