import { type CleanDocument, type Note, next, type Outcome, type RawDocument, type Reason } from '../documents.ts';
import { applyPhrases } from './apply-phrases.ts';
import { brake } from './brake.ts';
import { typeCaptions } from './captions.ts';
import type { CleanOptions } from './clean-options.ts';
import { flattenedTextBlocks } from './flattened-text.ts';
import { cleanPage } from './html/clean-page.ts';
import type { KindOutcome } from './html/page-kind.ts';
import { Page } from './page.ts';
import type { RuleBook } from './rule-book.ts';
import { type CodeRule, rulesFirst, rulesLast } from './rules.ts';

/** Characters, and lines that are not blank, of plain text: a book has fewer; a line takes some 2 KB while it is worked on. */
const LONGEST = 20_000_000;
const MOST_BLOCKS = 250_000;
/** Text that was stored as plain but is a page. */
const MARKUP = /^\ufeff?\s*<(?:!doctype\s+html|html[\s>]|\?xml[^>]{0,200}\?>\s*<(?:!doctype\s+html|html))/i;

/**
 * The clean stage: a raw document to blocks, with the boilerplate taken out and accounted for.
 * Never throws on a messy document; rejects one without words (`no-text`) or past a bound (`too-deep`,
 * `too-long`, `too-many-nodes`, `too-many-blocks`).
 */
export function clean(raw: RawDocument, book: RuleBook, options: CleanOptions): Outcome<CleanDocument> {
  const { document, reason } = cleanWhole(raw, book, options);
  return reason === null ? next(document) : { rejected: reason };
}

/**
 * What cleaning finds of a document, also of one that it rejects: `reason` says why it is rejected, null when it is not;
 * `kind` is what a page was found to be. A document past a bound, or without any text, is not there.
 */
export type Cleaning = { kind: KindOutcome | null } & (
  | { document: CleanDocument; reason: null }
  | { document: CleanDocument; reason: Reason }
  | { document: null; reason: Reason }
);

/** Cleans a document and gives the whole account of it, whether it is an article or not. */
export function cleanWhole(raw: RawDocument, book: RuleBook, options: CleanOptions): Cleaning {
  const notes: Note[] = [...raw.notes];
  const html = raw.mediaType === 'text/html' || MARKUP.test(raw.text.slice(0, 1000));
  if (html && raw.mediaType !== 'text/html')
    notes.push({ code: 'markup-in-text', detail: 'plain text that begins as an HTML page was read as one' });
  const { id, run, address, url, fetchedAt, hints } = raw;
  const common = { id, run, address, url, fetchedAt, ...(hints === undefined ? {} : { hints }) };
  if (html) {
    const cleaned = cleanPage(raw.text, raw.url, book, options);
    if ('rejected' in cleaned) return { kind: null, document: null, reason: cleaned.rejected };
    const { page, removals, declared, images, kind } = cleaned;
    const document: CleanDocument = {
      ...common,
      mediaType: 'text/html',
      blocks: page.lines.map(({ n, kind: is, text, unseen, level }) => ({
        n,
        kind: is,
        text: text || unseen,
        ...(level === undefined ? {} : { level }),
      })),
      removals,
      declared,
      images,
      kind: kind.kind === 'teaser' ? 'teaser' : 'article',
      notes: [...notes, ...cleaned.notes],
    };
    if (kind.kind === 'article' || kind.kind === 'teaser') return { kind, document, reason: null };
    return { kind, document, reason: { code: kind.kind, detail: kind.reason } };
  }
  const refused = (code: string, detail: string): Cleaning => ({
    kind: null,
    document: null,
    reason: { code, detail },
  });
  if (raw.text.length > LONGEST) return refused('too-long', `the text has more than ${LONGEST} characters`);
  const blocks = flattenedTextBlocks(raw.text);
  if (blocks.length === 0) return refused('no-text', 'the document holds no text');
  if (blocks.length > MOST_BLOCKS) return refused('too-many-blocks', `the text has more than ${MOST_BLOCKS} lines`);
  const page = new Page(blocks, book.vocabulary);
  if (!page.lines.some((line) => line.prose)) {
    const reason = { code: 'no-text', detail: 'the document holds no sentence' };
    return { kind: null, document: textDocument(), reason };
  }
  runTextRules(page, book, options);
  return { kind: null, document: textDocument(), reason: null };

  function textDocument(): CleanDocument {
    return {
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
    };
  }
}

function runTextRules(page: Page, book: RuleBook, options: CleanOptions): void {
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
}
