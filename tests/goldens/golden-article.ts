import { readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { explain } from '../../src/pipeline/explain.ts';
import { processDocument } from '../../src/pipeline/process.ts';
import { loadRuleBook } from '../../src/rulebook.ts';

export const goldenDir = resolve(import.meta.dirname, 'text');
const book = loadRuleBook(resolve(import.meta.dirname, '../../config'));

/** What a golden holds of an article: its fields, its body, and what became of each other block. */
export function goldenArticle(file: string): unknown {
  const outcome = processDocument(
    {
      id: '0'.repeat(20),
      run: 1,
      address: basename(file),
      url: null,
      mediaType: 'text/plain',
      charset: 'utf-8',
      text: readFileSync(file, 'utf8'),
      fetchedAt: '2025-01-01T00:00:00Z',
      notes: [],
    },
    book,
    { maxRemovedShare: 0.6 },
  );
  if ('rejected' in outcome) return outcome;
  const { title, publisher, bylines, agency, publishedAt, language, captions, wordCount, body } = outcome.next;
  return {
    title,
    publisher,
    bylines,
    agency,
    publishedAt,
    language,
    captions,
    wordCount,
    body: body.split('\n\n'),
    rest: explain(outcome.next).flatMap(({ text, fate, cuts }) => [
      ...(fate.kind === 'body'
        ? []
        : [`${fate.kind === 'field' ? `field ${fate.field}` : `rule ${fate.rule}`}: ${text}`]),
      ...cuts.map((cut) => `cut by ${cut.rule}: ${cut.text}`),
    ]),
  };
}
