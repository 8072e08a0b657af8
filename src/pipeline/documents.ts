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

/** What somebody else says of a document before it is fetched, and who: a feed, by its address. Times are ISO 8601. */
export const hintsSchema = z.object({
  from: z.string(),
  title: z.string().nullable(),
  publishedAt: z.string().nullable(),
});
export type Hints = z.infer<typeof hintsSchema>;

/** One accepted address on its way to the fetch stage. `run` counts from 1. */
export const requestSchema = z.object({
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  source: z.string(),
  known: knownFetchSchema.optional(),
  hints: hintsSchema.optional(),
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
  hints: hintsSchema.optional(),
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
  hints: hintsSchema.optional(),
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

/** A stage's answer: the next document, or a rejection. Surprises are thrown, not returned. */
export type Outcome<T> = { next: T } | { rejected: Reason };
export const next = <T>(document: T): Outcome<T> => ({ next: document });
export const rejected = (code: string, detail: string): { rejected: Reason } => ({ rejected: { code, detail } });
