import type { Article } from '../article.ts';
import type { RuleBook } from '../clean/rule-book.ts';
import {
  type Candidate,
  type CleanDocument,
  type FieldEvidence,
  next,
  type Outcome,
  type Removal,
  rejected,
} from '../documents.ts';
import { withFeedHints } from './feed-hints.ts';
import { decide } from './field.ts';
import { agency } from './fields/agency.ts';
import { lead } from './fields/lead.ts';
import { pageFields } from './page/fields.ts';
import { type ClosingCredit, type Reading, readDocument } from './reading.ts';
import { textFields } from './text-fields.ts';
import { wordCount } from './word-count.ts';

/**
 * The extract stage: a clean document to an article, every field with its evidence.
 * Rejects a document whose kept blocks hold no story (`no-text`).
 */
export function extract(document: CleanDocument, book: RuleBook): Outcome<Article> {
  const reading = readDocument(document, book.vocabulary);
  const cut = cutCredit(reading.closing);
  const story = reading.withRole('body');
  if (!story.some((line) => line.prose))
    return rejected('no-text', 'nothing that reads as a story was left after cleaning');
  const paragraphs = story.map((line) => (line.n === cut?.removal.block ? cut.text : line.text));
  const body = paragraphs.join('\n\n');
  const { id, run, address, url, fetchedAt, kind, notes } = document;
  const own = withFeedHints(document.mediaType === 'text/html' ? pageFields(reading) : textFields(reading), document);
  const shared = { agency: decide(agency, reading), lead: decide(lead, reading) };
  return next({
    id,
    run,
    address,
    url,
    kind,
    fetchedAt,
    ...own.fields,
    agency: shared.agency.won?.is ?? own.fields.agency,
    language: reading.language,
    lead: leadText(shared.lead.won, cut),
    body,
    bodyBlocks: story.map((line) => line.n),
    wordCount: wordCount(body, reading.language),
    removals: [...document.removals, ...own.removals, ...(cut ? [cut.removal] : [])].sort((a, b) => a.block - b.block),
    evidence: {
      ...own.evidence,
      agency: agencyEvidence(shared.agency.evidence, own.agencies),
      language: reading.languageEvidence,
      lead: shared.lead.evidence,
      ...toldBody(reading),
    },
    notes,
  });
}

/** A body that the page's data told, and the page did not show, has its source as evidence. */
function toldBody({ declared }: Reading): { body?: FieldEvidence } {
  const candidates = declared('body').map(({ value, source, block }) => ({
    value,
    source,
    ...(block === undefined ? {} : { block }),
  }));
  return candidates[0] ? { body: { source: candidates[0].source, candidates } } : {};
}

/** Agencies that bylines name stand behind those that the text credits. */
function agencyEvidence(read: FieldEvidence, named: readonly Candidate[]): FieldEvidence {
  const [first, ...rest] = named;
  if (read.source !== null || first === undefined) return { ...read, candidates: [...read.candidates, ...lost(named)] };
  return { source: first.source, candidates: [first, ...lost(rest), ...read.candidates] };
}

const lost = (candidates: readonly Candidate[]): Candidate[] =>
  candidates.map((candidate) => ({ ...candidate, lost: 'the credit of the text or a better source comes first' }));

type Cut = { text: string; removal: Removal };

/** The lead is the body's paragraph, without what was cut from it. */
function leadText(won: { is: string; block?: number } | null, cut: Cut | null): string | null {
  if (won === null) return null;
  return cut && won.block === cut.removal.block ? cut.text : won.is;
}

/** The agency's credit, cut from the last paragraph. */
function cutCredit(closing: ClosingCredit | null): Cut | null {
  if (closing === null) return null;
  const { line, start } = closing;
  const removal = {
    block: line.n,
    whole: false,
    text: line.text.slice(start).trim(),
    rule: 'agency-credit',
    reason: "the agency's credit at the end of the story: taken as the agency",
  };
  return { text: line.text.slice(0, start), removal };
}
