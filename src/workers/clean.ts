import { clean } from '../pipeline/clean/clean.ts';
import type { RuleBook } from '../pipeline/clean/rule-book.ts';
import { type CleanDocument, type RawDocument, rawDocumentSchema } from '../pipeline/documents.ts';
import type { Stage } from './stage.ts';

/** The clean stage: a raw document becomes blocks, with the boilerplate taken out. */
export function cleanStage(book: RuleBook, options: { maxRemovedShare: number }): Stage<RawDocument, CleanDocument> {
  return { name: 'clean', takes: rawDocumentSchema, run: async (raw) => clean(raw, book, options) };
}
