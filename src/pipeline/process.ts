import type { Article } from './article.ts';
import { clean } from './clean/clean.ts';
import type { CleanOptions } from './clean/clean-options.ts';
import type { RuleBook } from './clean/rule-book.ts';
import type { Outcome, RawDocument } from './documents.ts';
import { extract } from './extract/extract.ts';

/** Clean and extract in one call, without queues: the article, or why there is none. */
export function processDocument(raw: RawDocument, book: RuleBook, options: CleanOptions): Outcome<Article> {
  const cleaned = clean(raw, book, options);
  return 'rejected' in cleaned ? cleaned : extract(cleaned.next, book);
}
