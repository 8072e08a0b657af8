/**
 * Ten news pages (or --all, or --limit N) flattened as a naive dump would, and run through clean and extract: what each
 * rule removed, and whether a paragraph of the story was lost. Exit 1 when one was, 2 when the pages are not there.
 *
 *     npm run bench:ten-texts -- [--all] [--limit N] [--verbose]
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { configDir } from '../src/config.ts';
import { explain } from '../src/pipeline/explain.ts';
import { processDocument } from '../src/pipeline/process.ts';
import { loadRuleBook } from '../src/rulebook.ts';
import { findCorpus } from './corpus.ts';
import { flatten } from './flatten.ts';
import { runBench } from './run-bench.ts';

const { values } = parseArgs({
  options: { all: { type: 'boolean' }, limit: { type: 'string' }, verbose: { type: 'boolean' } },
});

const pageSchema = z.object({ id: z.string(), set: z.string(), url: z.string().nullish(), html: z.string() });
const truthSchema = z.object({
  id: z.string(),
  lang: z.string().nullish(),
  body: z.string().nullish(),
  with: z.array(z.string()).nullish(),
  lead: z.string().nullish(),
});
const dataSchema = z.object({
  readArticleTruth: z.custom<() => unknown[]>((value) => typeof value === 'function'),
  readPages: z.custom<(wants: (set: string) => boolean) => AsyncIterable<unknown>>(
    (value) => typeof value === 'function',
  ),
});
/** Four English, three German and one each of what else the sets hold, the first of each. */
const wanted: Record<string, number> = { en: 4, de: 3, fr: 2, es: 2, pl: 1, it: 1, pt: 1, ja: 1 };
const limit = values.limit === undefined ? Number.POSITIVE_INFINITY : Number(values.limit);
const book = loadRuleBook(configDir);
const words = (text: string) => (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
let [texts, paragraphs, lost] = [0, 0, 0];

await runBench(async () => {
  const data = dataSchema.parse(await import(pathToFileURL(join(findCorpus(process.env).dir, 'data.mjs')).href));
  const truths = new Map(data.readArticleTruth().map((row) => [truthSchema.parse(row).id, truthSchema.parse(row)]));
  for await (const row of data.readPages((set) => ['aed424', 'trafeval', 'postlight', 'wcxb-dev'].includes(set))) {
    const page = pageSchema.parse(row);
    const truth = truths.get(page.id);
    if (!truth || texts >= limit || !take(truth)) continue;
    texts++;
    const text = flatten(page.html);
    const source = words(text);
    const outcome = processDocument(
      {
        id: '0'.repeat(20),
        run: 1,
        address: page.id,
        url: null,
        mediaType: 'text/plain',
        charset: 'utf-8',
        text,
        fetchedAt: '2026-01-01T00:00:00Z',
        notes: [],
      },
      book,
      { maxRemovedShare: 0.6 },
    );
    if ('rejected' in outcome) {
      process.stdout.write(`${page.id}: rejected, ${outcome.rejected.detail}\n`);
      continue;
    }
    const story = storyOf(truth)
      .map(words)
      .filter((paragraph) => paragraph.length > 12 && source.includes(paragraph));
    const blocks = explain(outcome.next);
    const body = words(outcome.next.body);
    const missing = story.filter((paragraph) => {
      if (body.includes(paragraph)) return false;
      // Read into a field (summary, caption, date) is not lost; only what a rule removed is.
      return blocks.some((block) => block.fate.kind === 'removed' && words(block.text).includes(paragraph));
    });
    paragraphs += story.length;
    lost += missing.length;
    const byRule = Map.groupBy(outcome.next.removals, ({ rule }) => rule);
    const counts = [...byRule].map(([rule, removals]) => `${rule} ${removals.length}`).join(', ');
    process.stdout.write(
      `${page.id} (${truth.lang ?? '?'}): kept ${story.length - missing.length} of ${story.length}; removed: ${counts || 'nothing'}\n`,
    );
    for (const paragraph of missing) process.stdout.write(`  LOST ${paragraph.slice(0, 120)}\n`);
    if (!values.verbose) continue;
    for (const { text: shown, fate } of blocks) {
      process.stdout.write(
        `    ${fate.kind === 'removed' ? `- ${fate.rule}` : fate.kind === 'field' ? `= ${fate.field}` : '+'}  ${shown.slice(0, 100)}\n`,
      );
    }
  }
  process.stdout.write(`${texts} texts, ${paragraphs} paragraphs of the truth, ${lost} lost\n`);
  return lost === 0;
});

function take(truth: z.infer<typeof truthSchema>): boolean {
  if (storyOf(truth).length < (values.all ? 1 : 3)) return false;
  if (values.all || values.limit !== undefined) return true;
  const language = truth.lang ?? '';
  const left = wanted[language] ?? 0;
  if (left > 0) wanted[language] = left - 1;
  return left > 0;
}

/** The truth's paragraphs, or the snippets that must be kept, or the first words. */
function storyOf(truth: z.infer<typeof truthSchema>): string[] {
  if (truth.body) return truth.body.split('\n');
  if (truth.with && truth.with.length > 0) return truth.with;
  return truth.lead ? [truth.lead] : [];
}
