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

/** One accepted address on its way to the fetch stage. `run` counts from 1; `given` says the ledger holds the body. */
export const requestSchema = z.object({
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  source: z.string(),
  given: z.boolean(),
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

/** One value that a document says of itself: `source` is where (`og:title`, `json-ld:headline`, `meta:author`, …). */
export const declarationSchema = z.object({ field: z.string(), value: z.string(), source: z.string() });
export type Declaration = z.infer<typeof declarationSchema>;

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
  notes: z.array(noteSchema),
});
export type CleanDocument = z.infer<typeof cleanDocumentSchema>;

/** A candidate for a field. `block` is set when it was read from the text. `lost` says why it was not chosen. */
export const candidateSchema = z.object({
  value: z.string(),
  source: z.string(),
  block: z.int().optional(),
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
  id: documentId,
  run: z.int().min(1),
  address: z.string(),
  url: z.string().nullable().describe('The web address of the article; null for files and pasted text.'),
  fetchedAt: z.iso.datetime().describe('When the raw document was obtained; ISO 8601, UTC.'),
  title: z.string().nullable().describe('The headline as the document shows it; null when it shows none.'),
  publisher: z.string().nullable().describe('The outlet that published the document, by its own name.'),
  bylines: z.array(z.string()).describe('The people named as authors; no agencies, no roles.'),
  agency: z.string().nullable().describe('The news agency credited for the text.'),
  publishedAt: z
    .string()
    .nullable()
    .describe('ISO 8601, to the precision stated: a day, or a local time, with the offset only where it is stated.'),
  publishedPrecision: datePrecision.nullable(),
  language: z.string().nullable().describe('BCP 47 primary language tag of the body.'),
  captions: z.array(captionSchema).describe('Picture captions, each once, with the credit parted off.'),
  lead: z.string().nullable().describe('The first paragraph of the body.'),
  body: z.string().describe('The story: kept blocks in order, parted by a blank line.'),
  bodyBlocks: z.array(z.int().min(0)).describe('The block each paragraph of the body came from, in order.'),
  wordCount: z.int().min(0),
  removals: z.array(removalSchema),
  evidence: z.record(z.string(), fieldEvidenceSchema),
  notes: z.array(noteSchema),
});
export type Article = z.infer<typeof articleSchema>;

/** A stage's answer: the next document, or a rejection. Surprises are thrown, not returned. */
export type Outcome<T> = { next: T } | { rejected: Reason };
export const next = <T>(document: T): Outcome<T> => ({ next: document });
export const rejected = (code: string, detail: string): { rejected: Reason } => ({ rejected: { code, detail } });
