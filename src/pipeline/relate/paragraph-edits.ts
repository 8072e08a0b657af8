import { z } from 'zod';
import { longestCommon } from './longest-common.ts';
import { textOverlap } from './text-overlap.ts';

/**
 * What happened to one paragraph of a body. `was` is its place in the old body, `is` its place in the new one, both from 0;
 * a paragraph that was rewritten has both, with the old text in `from`.
 */
export const paragraphEditSchema = z.discriminatedUnion('edit', [
  z.object({ edit: z.literal('added'), is: z.int().min(0), text: z.string() }),
  z.object({ edit: z.literal('removed'), was: z.int().min(0), text: z.string() }),
  z.object({
    edit: z.literal('rewritten'),
    was: z.int().min(0),
    is: z.int().min(0),
    from: z.string(),
    text: z.string(),
  }),
]);
export type ParagraphEdit = z.infer<typeof paragraphEditSchema>;

/** From this share of common words on, what went and what came in its place are one paragraph, rewritten. */
const oneParagraph = 0.4;

/** The paragraphs of a body; they are parted by blank lines. */
export const paragraphsOf = (body: string): string[] => (body === '' ? [] : body.split(/\n{2,}/));

/** What was done to the paragraphs of one body to make the other, in the order of the texts. */
export function paragraphEdits(before: readonly string[], after: readonly string[]): ParagraphEdit[] {
  const edits: ParagraphEdit[] = [];
  let gone: number[] = [];
  let come: number[] = [];
  const settle = (): void => {
    edits.push(...pairUp(gone, come, before, after));
    [gone, come] = [[], []];
  };
  for (const { step, left, right } of longestCommon(before, after)) {
    if (step === 'remove') gone.push(left);
    else if (step === 'add') come.push(right);
    else settle();
  }
  settle();
  return edits;
}

/** Between two kept paragraphs: each new one with the next old one that it is a rewriting of, the others by themselves. */
function pairUp(
  gone: readonly number[],
  come: readonly number[],
  before: readonly string[],
  after: readonly string[],
): ParagraphEdit[] {
  const edits: ParagraphEdit[] = [];
  let next = 0;
  const removed = (was: number): ParagraphEdit => ({ edit: 'removed', was, text: before[was] ?? '' });
  for (const is of come) {
    const text = after[is] ?? '';
    const found = gone.findIndex((was, at) => at >= next && textOverlap(before[was] ?? '', text) >= oneParagraph);
    if (found === -1) {
      edits.push({ edit: 'added', is, text });
      continue;
    }
    edits.push(...gone.slice(next, found).map(removed));
    const was = gone[found] ?? 0;
    edits.push({ edit: 'rewritten', was, is, from: before[was] ?? '', text });
    next = found + 1;
  }
  return [...edits, ...gone.slice(next).map(removed)];
}
