import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { idOf } from '../../src/addresses/document-key.ts';
import { type Article, articleSchema } from '../../src/pipeline/article.ts';

const line = z.object({ line: z.int(), text: z.string() });
const goldSchema = z.object({
  docs: z.record(
    z.string(),
    z.object({
      file: z.string(),
      body: z.string(),
      body_lines: z.array(z.int()),
      remove_lines: z.array(line.extend({ why: z.string() })),
      lines: z.array(line.extend({ label: z.string() })),
      title: z.string().nullable(),
      publisher: z.string().nullable(),
      agency: z.string().nullable(),
      date_raw: z.string().nullable(),
      captions: z.array(z.object({ text: z.string(), credit: z.string().nullable() })),
    }),
  ),
});

const { docs } = goldSchema.parse(
  JSON.parse(readFileSync(join(import.meta.dirname, '../gold/clean-gold.json'), 'utf8')),
);

/** The five seed documents as articles, with the gold's fields, body and removals; a block is a line of the file. */
export function goldArticles(): Article[] {
  return Object.values(docs).map((doc) => {
    const address = `file:seeds/${doc.file}`;
    const titleLine = doc.lines.find(({ label }) => label === 'title')?.line;
    const dated = doc.date_raw?.startsWith('Sept. ') === true;
    return articleSchema.parse({
      id: idOf(address),
      run: 1,
      address,
      url: null,
      canonical: null,
      kind: 'article',
      dek: null,
      modifiedAt: null,
      section: null,
      tags: [],
      isAccessibleForFree: null,
      images: [],
      fetchedAt: '2024-06-01T08:00:00.000Z',
      title: doc.title,
      publisher: doc.publisher,
      bylines: [],
      agency: doc.agency,
      publishedAt: dated
        ? doc.date_raw?.replace(/Sept\. (\d+), 2023 - (.*)/, (_, day, at) => `2023-09-${day.padStart(2, '0')}T${at}`)
        : null,
      publishedPrecision: dated ? 'minute' : null,
      language: 'en',
      captions: doc.captions.map(({ text, credit }) => ({ text, credit })),
      lead: doc.body.split('\n\n')[0] ?? null,
      body: doc.body,
      bodyBlocks: doc.body_lines,
      wordCount: doc.body.split(/\s+/).length,
      removals: doc.remove_lines.map(({ line: block, text, why }) => ({
        block,
        whole: true,
        text,
        rule: why.replace(/\W+/g, '-').replace(/-$/, '').slice(0, 24).toLowerCase(),
        reason: why,
      })),
      evidence: {
        title: {
          source: doc.title === null ? null : 'headline line',
          candidates:
            doc.title === null
              ? []
              : [{ value: doc.title, source: 'headline line', ...(titleLine !== undefined && { block: titleLine }) }],
        },
        publishedAt: {
          source: dated ? 'stamp line' : null,
          candidates:
            doc.date_raw === null
              ? []
              : [
                  {
                    value: doc.date_raw,
                    source: 'stamp line',
                    block: 1,
                    ...(!dated && { lost: 'the stamp is months after the days that the text itself names' }),
                  },
                ],
        },
      },
      notes: [],
    });
  });
}
