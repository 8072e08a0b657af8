import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { table } from '../../src/cli/output.ts';
import type { Corpus } from '../corpus.ts';

/** A paragraph of the truth that the body lacks, with what took it; or one of the body that the truth lacks, with its place. */
export type Mistake = { id: string; mistake: 'lost' | 'kept'; by: string; text: string };

const truthSchema = z.object({ id: z.string(), body: z.string().nullish() });
const answerSchema = z.object({
  id: z.string(),
  body: z.string().nullish(),
  kind: z.string().nullish(),
  reason: z.object({ code: z.string() }).nullish(),
  removals: z.array(z.object({ text: z.string(), rule: z.string() })).default([]),
  captions: z.array(z.object({ text: z.string() })).default([]),
});

/** Words under which a paragraph says too little to be found by its words. */
const LEAST = 8;
/** The share of a paragraph's runs of four words that must stand in a text for it to be there. */
const THERE = 0.6;

/** Compares each answer with the truth, paragraph by paragraph, on the pages whose whole body is known. */
export function mistakesOf(corpus: Corpus, predictions: string): { pages: number; mistakes: Mistake[] } {
  const truths = new Map<string, string>();
  for (const { id, body } of lines(join(corpus.dir, 'articles/truth.jsonl'), truthSchema))
    if (body) truths.set(id, body);
  const mistakes: Mistake[] = [];
  let pages = 0;
  for (const answer of lines(predictions, answerSchema)) {
    const truth = truths.get(answer.id);
    if (truth === undefined) continue;
    pages++;
    const body = answer.body ?? '';
    const inTruth = runsOf(truth);
    const inBody = runsOf(body);
    for (const text of paragraphs(truth))
      if (shareIn(text, inBody) < THERE)
        mistakes.push({ id: answer.id, mistake: 'lost', by: taker(text, answer), text });
    const ours = paragraphs(body).map((text) => ({ text, told: shareIn(text, inTruth) >= THERE }));
    const [first, last] = [ours.findIndex(({ told }) => told), ours.findLastIndex(({ told }) => told)];
    for (const [at, { text, told }] of ours.entries())
      if (!told)
        mistakes.push({
          id: answer.id,
          mistake: 'kept',
          by:
            first === -1 ? 'another text' : at < first ? 'above the story' : at > last ? 'below the story' : 'among it',
          text,
        });
  }
  return { pages, mistakes };
}

/** How many paragraphs each rule took from the truth, and where those stand that are no part of it. */
export function mistakeTable(way: string, { pages, mistakes }: { pages: number; mistakes: Mistake[] }): string {
  const groups = Map.groupBy(mistakes, ({ mistake, by }) => `${mistake}\t${by}`);
  const rows = [...groups].sort(([, a], [, b]) => b.length - a.length);
  return table(
    [`${way}: of ${pages} pages`, 'by, or where', 'paragraphs', 'pages'],
    ['lost', 'kept'].flatMap((which) =>
      rows
        .filter(([key]) => key.startsWith(which))
        .map(([key, of]) => [...key.split('\t'), String(of.length), String(new Set(of.map(({ id }) => id)).size)]),
    ),
  );
}

function taker(text: string, { reason, removals, captions }: z.infer<typeof answerSchema>): string {
  if (reason) return `rejected: ${reason.code}`;
  const rule = removals.find((removal) => shareIn(text, runsOf(removal.text)) >= THERE)?.rule;
  if (rule !== undefined) return rule;
  return captions.some((caption) => shareIn(text, runsOf(caption.text)) >= THERE) ? 'a caption' : 'in no block';
}

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}_]+/gu) ?? [];
const paragraphs = (text: string): string[] => text.split('\n').filter((line) => wordsOf(line).length >= LEAST);

function runsOf(text: string): Set<string> {
  const words = wordsOf(text);
  return new Set(words.slice(3).map((_, at) => words.slice(at, at + 4).join(' ')));
}

function shareIn(text: string, runs: ReadonlySet<string>): number {
  const own = runsOf(text);
  let there = 0;
  for (const run of own) if (runs.has(run)) there++;
  return there / own.size;
}

function lines<T>(path: string, schema: z.ZodType<T>): T[] {
  const all = readFileSync(path, 'utf8').split('\n');
  return all.filter((line) => line !== '').map((line) => schema.parse(JSON.parse(line)));
}
