import { readBylineLine } from '../../reading/byline-line.ts';
import { creditLine } from '../../reading/credit.ts';
import { isDateLine } from '../../reading/date-line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const MOST_WORDS = 5;

/** Labels and links that hang under the last sentence: "Politics", "Read next", "Photo gallery". */
export const tailFragment: CodeRule = {
  id: 'tail-fragment',
  why: 'A few words without a sentence under the last sentence of a story are a label or a link of the page.',
  apply(page: Page) {
    const kept = page.kept();
    const last = kept.findLastIndex((line) => line.prose);
    if (last === -1) return;
    for (const line of kept.slice(last + 1)) {
      if (line.kind !== 'paragraph' || line.words > MOST_WORDS || line.endsSentence) continue;
      if (creditLine(line.text, page.vocabulary) !== null || readBylineLine(line.text, page.vocabulary) !== null)
        continue;
      if (isDateLine(line.text, page.language, page.vocabulary)) continue;
      page.remove(line, tailFragment, 'a few words without a sentence under the story');
    }
  },
  example: {
    acts: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.\n\nHarbour',
    removes: ['Harbour'],
    leaves:
      'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.\n\nReuters',
    keeps: ['Reuters'],
  },
};
