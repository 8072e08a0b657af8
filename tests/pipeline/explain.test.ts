import fc from 'fast-check';
import { expect, test } from 'vitest';
import { articleSchema } from '../../src/pipeline/article.ts';
import { clean } from '../../src/pipeline/clean/clean.ts';
import { explain } from '../../src/pipeline/explain.ts';
import { extract } from '../../src/pipeline/extract/extract.ts';
import { book, options, raw } from './documents.ts';

const sentence = 'The mayor said on Monday that the bridge in the harbour would be opened to traffic again.';
const line = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      sentence,
      `${sentence} (Yonhap)`,
      `${sentence} ${sentence}`,
      'It rained in the hills all day long, he added.',
    ),
  },
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Harbour bridge reopens',
      'HomeNewsHarbour bridge reopens',
      'The Harbour Gazette',
      'By Jane Roe',
      'By Yonhap',
      'March 4, 2021 10:15',
      'Published: 2021-03-04',
      'Reuters',
      '(AFP)',
      'Share',
      '• Link copied',
      'Read more: Ferry adds ships',
      'Most Popular',
      'Leave a comment',
      'Advertisement',
      '作者:晨光小报',
      'Home',
      'Sports',
      'Weather',
      'Contact',
    ),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'A ferry in the harbour, May 4. Reuters',
      'Photo: Jane Roe/AP',
      'A ferry,<b></b> in the harbour, May 4. Reuters',
      '- a point of the list',
      'Ferry adds ships Ferry adds ships 2021-03-04 10:15 | Local',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 60 }) },
);
const flattened = fc
  .array(line, { minLength: 1, maxLength: 30 })
  .chain((lines) => fc.constantFrom('\n', '\n\n').map((end) => lines.join(end)));
const page = fc
  .array(
    fc.tuple(fc.constantFrom('p', 'h1', 'h2', 'li', 'div', 'nav', 'aside', 'figcaption', 'blockquote', 'td'), line),
    { minLength: 1, maxLength: 25 },
  )
  .map(
    (parts) =>
      `<html><body><article>${parts.map(([tag, text]) => `<${tag}>${text}</${tag}>`).join('')}</article></body></html>`,
  );

test.each([
  ['flattened text', flattened],
  ['HTML', page],
])('kept, read into fields and removed are together all blocks of %s', (_name, documents) => {
  fc.assert(
    fc.property(documents, (text) => {
      const cleaned = clean(raw(text), book, options);
      if ('rejected' in cleaned) return;
      const extracted = extract(cleaned.next, book);
      if ('rejected' in extracted) return;
      const article = articleSchema.parse(extracted.next);
      const explained = explain(article);
      expect(explained.map(({ n }) => n)).toEqual(cleaned.next.blocks.map(({ n }) => n));
      for (const { n, text: shown, fate, cuts } of explained) {
        const block = cleaned.next.blocks[n];
        // A credit is cut from the end of the body, a label from the beginning of a caption.
        if (fate.kind === 'removed') expect(shown).toBe(block?.text);
        else if (fate.kind === 'body') expect(block?.text.startsWith(shown)).toBe(true);
        else expect(block?.text.endsWith(shown)).toBe(true);
        if (fate.kind === 'removed') expect(cuts).toEqual([]);
      }
    }),
    { numRuns: 400 },
  );
});

test('a document is explained the same way twice', () => {
  fc.assert(
    fc.property(flattened, (text) => {
      expect(clean(raw(text), book, options)).toEqual(clean(raw(text), book, options));
    }),
    { numRuns: 50 },
  );
});
