import { couldBeName, isBylineLine } from '../../reading/byline-line.ts';
import { creditLine } from '../../reading/credit.ts';
import { isDateLine } from '../../reading/date-line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const MOST_WORDS = 4;

/**
 * A section, a place or a bare name between the headline and the first sentence. A name without a byline label is told
 * to the bylines field, which shows it and does not trust it.
 */
export const headFragment: CodeRule = {
  id: 'head-fragment',
  why: 'A few words without a sentence between the headline and the story are a label of the page.',
  apply(page: Page) {
    const headline = page.headline();
    if (!headline) return;
    for (const line of page.kept()) {
      if (line.n <= headline.n) continue;
      if (line.prose) break;
      if (line.kind !== 'paragraph' || line.words > MOST_WORDS || line.endsSentence) continue;
      if (isDateLine(line.text, page.language, page.vocabulary) || isBylineLine(line.text, page.vocabulary)) continue;
      if (creditLine(line.text, page.vocabulary) !== null) continue;
      if (line.words > 1 && couldBeName(line.text) && !page.vocabulary.sections.has(line.key)) {
        page.declare('byline', line.text, headFragment, line);
      }
      page.remove(line, headFragment, 'a few words without a sentence between headline and story');
    }
  },
  example: {
    acts: 'Bridge reopens in the harbour of Linden after repairs\n\nLinden Harbour\n\nThe harbour bridge of Linden was opened again on Monday after repairs that lasted for more than two years.',
    removes: ['Linden Harbour'],
    leaves:
      'Bridge reopens in the harbour of Linden after repairs\n\nBy Jane Roe\n\nThe harbour bridge of Linden was opened again on Monday after repairs that lasted for more than two years.',
    keeps: ['By Jane Roe'],
  },
};
