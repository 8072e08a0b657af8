import { z } from 'zod';
import {
  articleKind,
  captionSchema,
  datePrecision,
  documentId,
  fieldEvidenceSchema,
  imageSchema,
  noteSchema,
  removalSchema,
} from './documents.ts';

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
      'The people named as authors of the text, one name each, in the order named; a desk or the house only where nobody else signs; no agencies, no roles.',
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
