import { z } from 'zod';
import type { Article } from '../article.ts';
import type { CorrectionWords } from '../vocabulary.ts';
import { isCorrectionNotice } from './correction-notice.ts';
import { factsOf } from './facts-of.ts';
import { paragraphEditSchema, paragraphEdits, paragraphsOf } from './paragraph-edits.ts';

/**
 * How far a new version departs from the one before. correction: a note of the newsroom appeared that says so. substantive:
 * title, summary, authors, dates, or the words, numbers and names of the text are others. cosmetic: all else – spacing,
 * punctuation, case, pictures, tags, addresses, where paragraphs end. reworked: the page is the same to the byte, and it is
 * Copydesk's rules that read it in another way; no publisher changed a thing.
 */
export const changeKinds = ['cosmetic', 'substantive', 'correction', 'reworked'] as const;

/** What parts two versions of an article; values of fields are as they are in JSON. `notice` is the correction's text. */
export const articleChangeSchema = z.object({
  kind: z.enum(changeKinds),
  fields: z.array(z.object({ field: z.string(), from: z.json(), to: z.json() })),
  paragraphs: z.array(paragraphEditSchema),
  notice: z.string().nullable(),
});
export type ArticleChange = z.infer<typeof articleChangeSchema>;

/** The fields that are the story itself; what else the article says of the story is compared, and is cosmetic. */
const telling: readonly (keyof Article)[] = ['title', 'dek', 'bylines', 'agency', 'publisher', 'publishedAt', 'kind'];
const other: readonly (keyof Article)[] = [
  'modifiedAt',
  'section',
  'tags',
  'language',
  'canonical',
  'isAccessibleForFree',
  'images',
  'captions',
];

/** What changed from one version of an article to the next; null when a reader would see no difference. */
export function articleChange(before: Article, after: Article, words: CorrectionWords): ArticleChange | null {
  const fields = [...telling, ...other]
    .filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]))
    .map((field) => ({ field, from: value(before[field]), to: value(after[field]) }))
    .filter(({ from, to }) => !reordered(from, to));
  const paragraphs = paragraphEdits(paragraphsOf(before.body), paragraphsOf(after.body));
  if (fields.length === 0 && paragraphs.length === 0) return null;
  const notice = newNotice(before, after, words);
  const told = fields.some(
    ({ field, from, to }) => telling.includes(field) && factsOf(text(from)) !== factsOf(text(to)),
  );
  const kind =
    notice !== null ? 'correction' : told || factsOf(before.body) !== factsOf(after.body) ? 'substantive' : 'cosmetic';
  return { kind, fields, paragraphs, notice };
}

/** A correction note that the new version has and the old one has not, wherever on the page it stood. */
function newNotice(before: Article, after: Article, words: CorrectionWords): string | null {
  const texts = ({ dek, body, removals }: Article): string[] => [
    ...(dek === null ? [] : [dek]),
    ...paragraphsOf(body),
    ...removals.map((removal) => removal.text),
  ];
  const known = new Set(texts(before).map(factsOf));
  return texts(after).find((one) => isCorrectionNotice(one, words) && !known.has(factsOf(one))) ?? null;
}

type Json = z.infer<ReturnType<typeof z.json>>;
const value = (field: unknown): Json => z.json().parse(field);
const text = (json: Json): string => (typeof json === 'string' ? json : json === null ? '' : JSON.stringify(json));

/** Tags come in any order from page to page. */
function reordered(from: Json, to: Json): boolean {
  if (!Array.isArray(from) || !Array.isArray(to) || from.length !== to.length) return false;
  const sorted = (list: Json[]): string => JSON.stringify(list.map((one) => JSON.stringify(one)).sort());
  return from.every((one) => typeof one === 'string') && sorted(from) === sorted(to);
}
