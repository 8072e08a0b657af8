import { isBylineLine } from '../../reading/byline-line.ts';
import { isDateLine } from '../../reading/date-line.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** Menus, sections, weather and the like above the headline. Dates and bylines may stand there; sentences stay. */
export const aboveHeadline: CodeRule = {
  id: 'above-headline',
  why: 'What stands above the headline and is no sentence, date or byline belongs to the page, not to the story.',
  apply(page: Page) {
    const headline = page.headline();
    if (!headline) return;
    for (const line of page.kept()) {
      if (line.n >= headline.n) break;
      if (line.prose || line.kind === 'caption') continue;
      if (isDateLine(line.text, page.language, page.vocabulary) || isBylineLine(line.text, page.vocabulary)) continue;
      page.remove(line, aboveHeadline, 'above the headline, and no sentence');
    }
  },
  example: {
    acts: 'Weather 12° Cloudy\n\nHarbour bridge reopens after long repairs\n\nThe harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    removes: ['Weather 12° Cloudy'],
    leaves:
      'By Jane Roe\n\nHarbour bridge reopens after long repairs\n\nThe harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    keeps: ['By Jane Roe'],
  },
};
