import { type CleanDocument, type Note, next, type Outcome, type RawDocument, rejected } from '../documents.ts';
import { applyPhrases } from './apply-phrases.ts';
import { brake } from './brake.ts';
import { typeCaptions } from './captions.ts';
import type { CleanOptions } from './clean-options.ts';
import { flattenedTextBlocks } from './flattened-text.ts';
import { cleanPage } from './html/clean-page.ts';
import { Page } from './page.ts';
import type { RuleBook } from './rule-book.ts';
import { type CodeRule, rulesFirst, rulesLast } from './rules.ts';

/** Text that was stored as plain but is a page. */
const MARKUP = /^\ufeff?\s*<(?:!doctype\s+html|html[\s>]|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))/i;

/**
 * The clean stage: a raw document to blocks, with the boilerplate taken out and accounted for.
 * Never throws on a messy document; rejects one without words (`no-text`) or past a bound (`too-deep`, `too-many-nodes`).
 */
export function clean(raw: RawDocument, book: RuleBook, options: CleanOptions): Outcome<CleanDocument> {
  const notes: Note[] = [...raw.notes];
  const html = raw.mediaType === 'text/html' || MARKUP.test(raw.text.slice(0, 1000));
  if (html && raw.mediaType !== 'text/html')
    notes.push({ code: 'markup-in-text', detail: 'plain text that begins as an HTML page was read as one' });
  const common = { id: raw.id, run: raw.run, address: raw.address, url: raw.url, fetchedAt: raw.fetchedAt };
  if (html) {
    const cleaned = cleanPage(raw.text, raw.url, book, options);
    if ('rejected' in cleaned) return cleaned;
    const { page, declared, images, kind } = cleaned;
    return next({
      ...common,
      mediaType: 'text/html',
      blocks: page.lines.map(({ n, kind: is, text, unseen, level }) => ({
        n,
        kind: is,
        text: text || unseen,
        ...(level === undefined ? {} : { level }),
      })),
      removals: page.removals(),
      declared,
      images,
      kind,
      notes: [...notes, ...cleaned.notes],
    });
  }
  const page = new Page(flattenedTextBlocks(raw.text), book.vocabulary);
  if (page.lines.length === 0) return rejected('no-text', 'the document holds no text');
  if (!page.lines.some((line) => line.prose)) return rejected('no-text', 'the document holds no sentence');
  const run = (rules: readonly CodeRule[]) => {
    for (const rule of rules) if (book.codeRules.includes(rule)) rule.apply(page);
  };
  run(rulesFirst);
  applyPhrases(page, book.phraseIndex);
  typeCaptions(page);
  run(rulesLast);
  brake(page, options.maxRemovedShare);
  const headline = page.headline();
  if (headline) page.declared.push({ field: 'title', value: headline.text, source: 'headline', block: headline.n });
  return next({
    ...common,
    mediaType: 'text/plain',
    blocks: page.lines.map(({ n, kind, text, original, level, breaks }) => ({
      n,
      kind,
      text: page.isKept(n) ? text : original,
      ...(level === undefined ? {} : { level }),
      ...(breaks === undefined ? {} : { breaks }),
    })),
    removals: page.removals(),
    declared: page.declared,
    images: [],
    kind: 'article',
    notes: [...notes, ...page.notes],
  });
}
