import type { RuleBook } from '../clean/rule-book.ts';
import {
  type Article,
  type CleanDocument,
  type FieldEvidence,
  next,
  type Outcome,
  type Removal,
  rejected,
} from '../documents.ts';
import { trailingCredit } from '../reading/credit.ts';
import { decide } from './field.ts';
import { agency, lastParagraph } from './fields/agency.ts';
import { readBylines } from './fields/bylines.ts';
import { readCaptions } from './fields/captions.ts';
import { lead } from './fields/lead.ts';
import { publishedAt } from './fields/published-at.ts';
import { publisher } from './fields/publisher.ts';
import { title } from './fields/title.ts';
import { HEADLINE, type Reading, readDocument } from './reading.ts';
import { wordCount } from './word-count.ts';

/** Declared values that the article has no field for and evidence still shows. */
const asides = ['sourceHint', 'dek', 'section', 'modifiedAt', 'canonical', 'type'];

/**
 * The extract stage: a clean document to an article, every field with its evidence.
 * Rejects a document whose kept blocks hold no story (`no-text`).
 */
export function extract(document: CleanDocument, book: RuleBook): Outcome<Article> {
  const reading = readDocument(document, book.vocabulary);
  const cut = cutCredit(reading);
  const story = reading.withRole('body');
  if (!story.some((line) => line.prose))
    return rejected('no-text', 'nothing that reads as a story was left after cleaning');
  const paragraphs = story.map((line) => (line.n === cut?.removal.block ? cut.text : line.text));
  const body = paragraphs.join('\n\n');
  const decided = {
    title: decide(title, reading),
    publisher: decide(publisher, reading),
    agency: decide(agency, reading),
    publishedAt: decide(publishedAt, reading),
    lead: decide(lead, reading),
  };
  const { bylines, evidence: bylineEvidence } = readBylines(reading);
  const { captions, evidence: captionEvidence, removals: labels } = readCaptions(reading);
  const { language, languageEvidence } = reading;
  const stamp = decided.publishedAt.won?.is.iso ?? null;
  return next({
    id: document.id,
    run: document.run,
    address: document.address,
    url: document.url,
    fetchedAt: document.fetchedAt,
    title: decided.title.won?.is ?? null,
    publisher: decided.publisher.won?.is ?? null,
    bylines,
    agency: decided.agency.won?.is ?? null,
    publishedAt: stamp?.value ?? null,
    publishedPrecision: stamp?.precision ?? null,
    language,
    captions,
    lead: decided.lead.won
      ? decided.lead.won.block === cut?.removal.block
        ? (cut?.text ?? null)
        : decided.lead.won.is
      : null,
    body,
    bodyBlocks: story.map((line) => line.n),
    wordCount: wordCount(body, language),
    removals: [...document.removals, ...labels, ...(cut ? [cut.removal] : [])].sort((a, b) => a.block - b.block),
    evidence: {
      title: decided.title.evidence,
      publisher: decided.publisher.evidence,
      bylines: bylineEvidence,
      agency: decided.agency.evidence,
      publishedAt: decided.publishedAt.evidence,
      language: languageEvidence,
      captions: captionEvidence,
      lead: decided.lead.evidence,
      ...asideEvidence(reading),
    },
    notes: document.notes,
  });
}

/** The agency's credit at the end of the story, cut from its last paragraph. */
function cutCredit(reading: Reading): { text: string; removal: Removal } | null {
  const last = lastParagraph(reading);
  const credit = last ? trailingCredit(last.text, reading.vocabulary) : null;
  if (!last || !credit?.agency) return null;
  const removal = {
    block: last.n,
    whole: false,
    text: last.text.slice(credit.start).trim(),
    rule: 'agency-credit',
    reason: "the agency's credit at the end of the story: taken as the agency",
  };
  return { text: last.text.slice(0, credit.start), removal };
}

/** What has no field of its own: hints at the source, the summary under the headline, the section. */
function asideEvidence(reading: Reading): Record<string, FieldEvidence> {
  const evidence: Record<string, FieldEvidence> = {};
  for (const field of asides) {
    const shown =
      field === 'dek'
        ? reading.withRole('dek').map((line) => ({ value: line.text, source: 'dek-line', block: line.n }))
        : [];
    const declared = reading
      .declared(field)
      .filter(({ source }) => source !== HEADLINE)
      .map(({ value, source, block }) => ({ value, source, ...(block === undefined ? {} : { block }) }));
    const candidates = [...shown, ...declared];
    const [first] = candidates;
    if (first) evidence[field] = { source: first.source, candidates };
  }
  return evidence;
}
