import type { Article } from './article.ts';
import { cleanWhole } from './clean/clean.ts';
import type { CleanOptions } from './clean/clean-options.ts';
import type { KindOutcome } from './clean/html/page-kind.ts';
import type { RuleBook } from './clean/rule-book.ts';
import type { ArticleKind, FieldEvidence, Note, RawDocument, Reason, Removal } from './documents.ts';
import { type ExplainedBlock, explain, explainBlocks } from './explain.ts';
import { extract } from './extract/extract.ts';

/**
 * The whole account of one document, article or not. Of a rejected one, `article` is what its fields and its body would
 * have been, null when nothing in it reads as a story. `kind` is what a page was found to be, by which signs; null for
 * plain text, and for an article of the store, which does not keep it.
 */
export type Explanation = {
  id: string;
  address: string;
  url: string | null;
  outcome: ArticleKind | 'rejected';
  reason: Reason | null;
  kind: KindOutcome | null;
  blocks: ExplainedBlock[];
  removals: Removal[];
  evidence: Record<string, FieldEvidence>;
  notes: Note[];
  article: Article | null;
};

/** Cleans and extracts a document to show what becomes of each part of it, also of one that is rejected. */
export function explainDocument(raw: RawDocument, book: RuleBook, options: CleanOptions): Explanation {
  const { document, reason, kind } = cleanWhole(raw, book, options);
  if (document === null) return { ...explainRejection(raw, reason), kind };
  const extracted = extract(document, book);
  if ('next' in extracted)
    return { ...explainArticle(extracted.next), kind, reason, ...(reason === null ? {} : { outcome: 'rejected' }) };
  const { removals, notes } = document;
  const rejection = explainRejection(raw, reason ?? extracted.rejected);
  return { ...rejection, kind, blocks: explainBlocks(document), removals, notes };
}

/** The account that an article carries with it. */
export function explainArticle(article: Article): Explanation {
  const { id, address, url, kind, removals, evidence, notes } = article;
  const blocks = explain(article);
  return { id, address, url, outcome: kind, reason: null, kind: null, blocks, removals, evidence, notes, article };
}

/** The account of a document of which nothing could be read. */
export function explainRejection(
  { id, address, url }: Pick<RawDocument, 'id' | 'address' | 'url'>,
  reason: Reason,
): Explanation {
  const nothing = { blocks: [], removals: [], evidence: {}, notes: [], article: null };
  return { id, address, url, outcome: 'rejected', reason, kind: null, ...nothing };
}
