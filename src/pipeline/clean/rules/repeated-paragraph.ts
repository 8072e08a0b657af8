import type { Line } from '../../reading/line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** Shorter sentences may be repeated on purpose. */
const FEWEST_WORDS = 12;

/** A whole paragraph that stands again word for word: print view, "read more" fold, pull quote. The first copy stays. */
export const repeatedParagraph: CodeRule = {
  id: 'repeated-paragraph',
  why: 'A paragraph that stands again word for word comes from a second rendering of the same text.',
  apply(page: Page) {
    const first = new Map<string, Line>();
    for (const line of page.kept()) {
      if (!line.prose || line.words < FEWEST_WORDS || line.kind === 'caption') continue;
      const before = first.get(line.text);
      if (before) page.remove(line, repeatedParagraph, `the same paragraph as block ${before.n}`);
      else first.set(line.text, line);
    }
  },
  example: {
    acts: 'The council voted for the plan on Monday after a debate that lasted four hours.\nThe mayor spoke of a good day for the town.\nThe council voted for the plan on Monday after a debate that lasted four hours.',
    removes: ['The council voted for the plan on Monday after a debate that lasted four hours.'],
    leaves:
      'He asked for an answer.\nNobody said a word to him.\nHe asked for an answer.\nThe council voted for the plan on Monday after a debate that lasted four hours.',
    keeps: ['He asked for an answer.'],
  },
};
