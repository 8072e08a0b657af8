/**
 * Every document that travels the line, as zod schemas; the types are inferred from them.
 *
 * Glossary (the field's words and ours, used alike in code, docs and messages)
 *   request         one address somebody asked for, with where it came from
 *   raw document    what an address gave: decoded text, final address, content type, charset
 *   block           one piece of text of a page or of flattened text: a paragraph, heading, list item, caption …
 *   removal         a block, or a part of one, taken out: by which rule, and why
 *   clean document  all blocks of a raw document, the removals, and what the document declares of itself
 *   article         what the store holds: the fields, the body, the removals, the evidence
 *   field evidence  the candidates a field had, which one won, and why the others lost
 *   outcome         a stage's answer: the next document, or a rejection with its reason
 */
import { z } from 'zod';

/** A document's id: 20 hex digits of the SHA-256 of its document key. */
export const documentId = z.string().regex(/^[0-9a-f]{20}$/, 'an id has 20 hex digits');

/** Why a document ended as rejected: a kebab-case code for programs, a sentence for people. */
export const reasonSchema = z.object({ code: z.string(), detail: z.string() });
export type Reason = z.infer<typeof reasonSchema>;

/** A remark on a document that is not a removal: a brake that held, a charset that was guessed. */
export const noteSchema = z.object({ code: z.string(), detail: z.string() });
export type Note = z.infer<typeof noteSchema>;

export const mediaType = z.enum(['text/html', 'text/plain']);
export type MediaType = z.infer<typeof mediaType>;

/**
 * What an earlier run fetched that ended as indexed: its validators, and the SHA-256 of its bytes. A fetch that finds the
 * same has nothing to work on.
 */
export const knownFetchSchema = z.object({
  run: z.int().min(1),
  etag: z.string().nullable(),
  lastModified: z.string().nullable(),
  digest: z.string(),
});
export type KnownFetch = z.infer<typeof knownFetchSchema>;

/** One accepted address on its way to the fetch stage. `run` counts from 1. */
export const requestSchema = z.object({
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  source: z.string(),
  known: knownFetchSchema.optional(),
});
export type Request = z.infer<typeof requestSchema>;

/** What an address gave, decoded. `url` is the web address, null for files and pasted text. `fetchedAt`: ISO 8601, UTC. */
export const rawDocumentSchema = z.object({
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  url: z.string().nullable(),
  mediaType,
  charset: z.string(),
  text: z.string(),
  fetchedAt: z.iso.datetime(),
  notes: z.array(noteSchema),
});
export type RawDocument = z.infer<typeof rawDocumentSchema>;

export const blockKind = z.enum([
  'heading',
  'paragraph',
  'list-item',
  'quotation',
  'table',
  'caption',
  'code',
  'embed',
]);
export type BlockKind = z.infer<typeof blockKind>;

/**
 * One block. `n` is its position from 0 in the document, `level` a heading's 1–6.
 * `text` is white-space folded; `breaks` is how many line ends stood before it in flattened text.
 */
export const blockSchema = z.object({
  n: z.int().min(0),
  kind: blockKind,
  text: z.string(),
  level: z.int().optional(),
  breaks: z.int().optional(),
});
export type Block = z.infer<typeof blockSchema>;

/**
 * What was taken out, never in silence. `block` is the block it came from; `whole` says that the whole block went,
 * otherwise `text` is the part of it that went. `rule` names the rule, `reason` says why in words.
 */
export const removalSchema = z.object({
  block: z.int().min(0),
  whole: z.boolean(),
  text: z.string(),
  rule: z.string(),
  reason: z.string(),
});
export type Removal = z.infer<typeof removalSchema>;

/**
 * One value that a document says of itself: `source` is where (`og:title`, `json-ld:headline`, `meta:author`, …), or the
 * cleaning rule that read it off the removed `block`. Of a page, `near` is how many lines it stands from the headline, `line`
 * the line a heading is on, `before` the words directly before it.
 */
export const declarationSchema = z.object({
  field: z.string(),
  value: z.string(),
  source: z.string(),
  block: z.int().optional(),
  near: z.int().optional(),
  line: z.int().optional(),
  before: z.string().optional(),
});
export type Declaration = z.infer<typeof declarationSchema>;

/** A picture of the story; `address` is absolute. */
export const imageSchema = z.object({
  address: z.string(),
  alt: z.string().nullable(),
  caption: z.string().nullable(),
  credit: z.string().nullable(),
});
export type Image = z.infer<typeof imageSchema>;

/** What is indexed: an article, or the open beginning of one. */
export const articleKind = z.enum(['article', 'teaser']);
export type ArticleKind = z.infer<typeof articleKind>;

/**
 * A document after cleaning: `blocks` are all that were found, in order, with partial removals already cut from their
 * text; a block is kept unless a whole removal names it. Blocks of kind caption are kept but stand outside the body.
 */
export const cleanDocumentSchema = z.object({
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  url: z.string().nullable(),
  mediaType,
  fetchedAt: z.iso.datetime(),
  blocks: z.array(blockSchema),
  removals: z.array(removalSchema),
  declared: z.array(declarationSchema),
  images: z.array(imageSchema),
  kind: articleKind,
  notes: z.array(noteSchema),
});
export type CleanDocument = z.infer<typeof cleanDocumentSchema>;

/**
 * A candidate for a field. `block` is set when it was read from the text, and `text` is what stood there when the value
 * is only a part or a reading of it. `lost` says why it was not chosen. Every block that is neither body nor removed is
 * named by a candidate.
 */
export const candidateSchema = z.object({
  value: z.string(),
  source: z.string(),
  block: z.int().optional(),
  text: z.string().optional(),
  lost: z.string().optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** Where a field came from: the winner's source (null when the field is empty) and every candidate, best first. */
export const fieldEvidenceSchema = z.object({ source: z.string().nullable(), candidates: z.array(candidateSchema) });
export type FieldEvidence = z.infer<typeof fieldEvidenceSchema>;

export const captionSchema = z.object({ text: z.string(), credit: z.string().nullable() });
export type Caption = z.infer<typeof captionSchema>;

export const datePrecision = z.enum(['day', 'minute', 'second']);
export type DatePrecision = z.infer<typeof datePrecision>;

/** The article as the store holds it. What the document does not say is null or empty, never invented. */
export const articleSchema = z.object({
  id: documentId.describe('The document’s id, made from its address: the same address, the same id.'),
  run: z.int().min(1).describe('Which run through the line made this article, counted from 1.'),
  address: z.string().describe('The address as it was asked for: a web address, a file, or the name of a pasted text.'),
  url: z
    .string()
    .nullable()
    .describe('The web address that the text came from, after all redirects; null for files and pasted text.'),
  canonical: z
    .string()
    .nullable()
    .describe('The address that the document gives as its own, made absolute; null when it gives none.'),
  kind: articleKind.describe(
    'What was found: an article, or a teaser, the open beginning of a story whose rest has to be paid for.',
  ),
  fetchedAt: z.iso.datetime().describe('When the raw document was obtained; ISO 8601, UTC.'),
  title: z
    .string()
    .nullable()
    .describe('The headline as readers see it, without the name of the site; null when there is none.'),
  dek: z
    .string()
    .nullable()
    .describe(
      'The summary that the editors set under the headline; null when there is none. It is not part of the body.',
    ),
  publisher: z
    .string()
    .nullable()
    .describe('The outlet that published the document, by its own name: not its owner, its platform or an agency.'),
  bylines: z
    .array(z.string())
    .describe(
      'The people named as authors of the text, one name each, in the order named: no agencies, desks or roles.',
    ),
  agency: z
    .string()
    .nullable()
    .describe('The news agency credited for the text, in whole or in part, by its usual name.'),
  publishedAt: z
    .string()
    .nullable()
    .describe(
      'When the publisher first put the text out: ISO 8601, to the precision stated, with an offset only where one is stated.',
    ),
  publishedPrecision: datePrecision
    .nullable()
    .describe('How exactly publishedAt is stated: day, minute or second; null when publishedAt is.'),
  modifiedAt: z
    .string()
    .nullable()
    .describe(
      'When the publisher says that the text was last changed, written as publishedAt is; null when it says nothing.',
    ),
  section: z
    .string()
    .nullable()
    .describe('The part of the outlet that the document is filed under, by its own name; null when none is told.'),
  tags: z.array(z.string()).describe('The topics that the publisher gave the document, each once, in its order.'),
  isAccessibleForFree: z
    .boolean()
    .nullable()
    .describe('Whether the document says that it can be read without paying; null when it does not say.'),
  language: z
    .string()
    .nullable()
    .describe('The language of the body, as a BCP 47 primary tag such as en, pt or zh; null when it cannot be told.'),
  images: z
    .array(imageSchema)
    .describe('The pictures of the story, in order, each once, with its caption and credit where it has them.'),
  captions: z
    .array(captionSchema)
    .describe('The captions of the story’s pictures, each once, with the credit parted off.'),
  lead: z
    .string()
    .nullable()
    .describe('The first paragraph of the body that is a sentence. It is part of the body; the dek is not.'),
  body: z
    .string()
    .describe(
      'The story alone: its paragraphs, sub-headings, lists, quotations and tables in order, parted by a blank line.',
    ),
  bodyBlocks: z
    .array(z.int().min(0))
    .describe('The number of the block that each paragraph of the body came from, in order.'),
  wordCount: z.int().min(0).describe('How many words the body has; a dictionary parts them where the script does not.'),
  removals: z
    .array(removalSchema)
    .describe('All that was taken out, whole blocks and parts of blocks, each with its rule and the reason.'),
  evidence: z
    .record(z.string(), fieldEvidenceSchema)
    .describe('For each field the source of its value and every candidate, best first, with why the others lost.'),
  notes: z
    .array(noteSchema)
    .describe('Remarks that are no removals: a guessed charset, a brake that held, a page cut at a bound.'),
});
export type Article = z.infer<typeof articleSchema>;

/** A stage's answer: the next document, or a rejection. Surprises are thrown, not returned. */
export type Outcome<T> = { next: T } | { rejected: Reason };
export const next = <T>(document: T): Outcome<T> => ({ next: document });
export const rejected = (code: string, detail: string): { rejected: Reason } => ({ rejected: { code, detail } });
