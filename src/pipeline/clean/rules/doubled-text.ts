import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** Shorter echoes ("bye bye", "No. No.") may be meant. */
const SHORTEST = 16;
const FEWEST_WORDS = 3;

/** Where the second copy begins in a text that says everything twice; null when it does not. */
export function secondCopyAt(text: string): number | null {
  const half = Math.floor(text.length / 2);
  const at = text.length % 2 === 1 && text[half] === ' ' ? half + 1 : text.length % 2 === 0 ? half : null;
  if (at === null) return null;
  const first = text.slice(0, at).trimEnd();
  if (first.length < SHORTEST || first !== text.slice(at)) return null;
  return first.split(' ').length >= FEWEST_WORDS || first.length > SHORTEST * 2 ? at : null;
}

/** A caption and its alternative text, or a link's title and its label, flattened into one line. */
export const doubledText: CodeRule = {
  id: 'doubled-text',
  why: 'A line that says everything twice was flattened from two copies of one text.',
  apply(page: Page) {
    for (const line of page.kept()) {
      const at = secondCopyAt(line.text);
      if (at !== null)
        page.cut(line, [{ start: at, end: line.text.length }], doubledText, 'the line says everything twice');
    }
  },
  example: {
    acts: 'A ferry leaves the harbour of Piraeus on Friday. A ferry leaves the harbour of Piraeus on Friday.',
    removes: ['A ferry leaves the harbour of Piraeus on Friday.'],
    leaves:
      'Never again. Never again.\nThe ferry line said on Tuesday that it would add two more ships before the summer begins.',
    keeps: ['Never again. Never again.'],
  },
};
