import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { audit } from '../../bench/accounts/audit.ts';
import { pageText } from '../../bench/accounts/page-text.ts';
import type { MediaType } from '../../src/pipeline/documents.ts';
import { type Explanation, explainDocument } from '../../src/pipeline/explain-document.ts';
import { ruleIds } from '../../src/pipeline/rule-ids.ts';
import { goldenDir } from '../goldens/golden-article.ts';
import { goldenSlugs, readPage } from '../goldens/truth.ts';
import { book, options, raw } from './documents.ts';

const rules = ruleIds(book);
const account = (text: string, mediaType: MediaType): Explanation =>
  explainDocument(raw(text, { mediaType }), book, options);

const sentence = 'The mayor said on Monday that the bridge in the harbour would be opened to traffic again.';
const words = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(sentence, `${sentence} (Reuters)`, `${sentence} ${sentence}`) },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      'Bridge reopens',
      'Share',
      'Read more',
      'By Jane Roe',
      'Photo: Jane Roe',
      'Photo: The harbour at dawn. (AP)',
      'March 4, 2021',
      'Advertisement',
      '4',
      '橋が再び開通した。',
      'פתיחת הגשר',
    ),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }).map((text) => text.replace(/[<&\0\r]/g, '')) },
);
const tag = fc.constantFrom(
  ...'p div section article main nav aside footer header ul li blockquote figure figcaption table tr td h1 h2 span a b em'.split(
    ' ',
  ),
  ...'head title noscript template script svg button label form details summary ruby rt pre br hr x-card time'.split(
    ' ',
  ),
);
const dress = fc.constantFrom(
  ...[
    '',
    ' hidden',
    ' class="sr-only"',
    ' class="share-bar"',
    ' class="comments"',
    ' class="related-posts"',
    ' style="display:none"',
  ],
  ...[
    ' href="/x"',
    ' class="newsletter"',
    ' itemprop="author"',
    ' role="navigation"',
    ' aria-hidden="true"',
    ' class="d-none"',
  ],
);
const { node } = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5, depthSize: 'large' },
    words,
    fc
      .tuple(tag, dress, fc.array(tie('node'), { maxLength: 5 }), fc.boolean())
      // An element that is not closed is a page's most common fault.
      .map(([name, attribute, inner, closed]) => `<${name}${attribute}>${inner.join('')}${closed ? `</${name}>` : ''}`),
  ),
}));
const page = fc
  .tuple(
    fc.array(node, { minLength: 1, maxLength: 12 }),
    fc.constantFrom('', '<html><head><title>Bridge</title>', '<body>'),
  )
  .map(([nodes, start]) => `<!doctype html>${start}${nodes.join('')}`);

describe('all that a document says is kept, read into a field, or removed by a rule that there is', () => {
  it.each(goldenSlugs)('the page %s', (slug) => {
    const html = readPage(slug);
    expect(audit(account(html, 'text/html'), pageText(html), rules)).toEqual([]);
  });

  it.each(readdirSync(goldenDir).filter((file) => file.endsWith('.txt')))('the text %s', (file) => {
    const text = readFileSync(resolve(goldenDir, file), 'utf8');
    expect(audit(account(text, 'text/plain'), text.split('\n'), rules)).toEqual([]);
  });

  it('generated pages, with elements that are hidden, unknown, misplaced or never closed', () => {
    fc.assert(
      fc.property(page, (html) => {
        const texts = pageText(html);
        const explanation = account(html, 'text/html');
        expect(audit(explanation, texts, rules)).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('an account is faulty', () => {
  const html = `<h1>Bridge reopens</h1><p>${sentence} ${sentence}</p><p>${sentence}</p><div class="share">Share</div>`;
  const right = account(html, 'text/html');
  const texts = pageText(html);
  const [first, ...rest] = right.blocks;
  const removal = right.removals[0];
  if (first === undefined || removal === undefined) throw new Error('the page has no blocks or no removals');

  it.each<[string, Pick<Explanation, 'blocks' | 'removals' | 'evidence'>, string]>([
    ['a block is missing', { ...right, blocks: right.blocks.slice(0, -1) }, 'lost'],
    ['a block stands twice', { ...right, blocks: [first, ...right.blocks] }, 'invented'],
    ['a text lost a word', { ...right, blocks: [{ ...first, text: first.text.slice(4) }, ...rest] }, 'lost'],
    ['a removal names no rule', { ...right, removals: [{ ...removal, rule: 'whim' }] }, 'rule'],
    ['a removal takes what stays', { ...right, removals: [...right.removals, { ...removal, block: 1 }] }, 'block'],
    [
      'a field was read from nowhere',
      { ...right, evidence: { title: { source: null, candidates: [{ value: 'a', source: 'b', block: 99 }] } } },
      'block',
    ],
  ])('when %s', (_fault, explanation, kind) => {
    expect(audit(right, texts, rules)).toEqual([]);
    expect(audit(explanation, texts, rules).map((fault) => fault.kind)).toContain(kind);
  });
});
