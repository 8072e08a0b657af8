import type { Article } from '../pipeline/article.ts';
import type { RuleBook } from '../pipeline/clean/rule-book.ts';
import { type CleanDocument, cleanDocumentSchema } from '../pipeline/documents.ts';
import { extract } from '../pipeline/extract/extract.ts';
import type { Stage } from './stage.ts';

/** The extract stage: a clean document becomes an article, with the evidence of every field. */
export function extractStage(book: RuleBook): Stage<CleanDocument, Article> {
  return { name: 'extract', takes: cleanDocumentSchema, run: async (document) => extract(document, book) };
}
