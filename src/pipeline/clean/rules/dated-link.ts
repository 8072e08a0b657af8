import { readDates } from '../../reading/date-text.ts';
import { countWords } from '../../reading/prose.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';
import { secondCopyAt } from './doubled-text.ts';

const MOST_WORDS = 60;

/** A link to another story in the middle of this one: its headline (often twice), its date, its section. */
export const datedLink: CodeRule = {
  id: 'dated-link',
  why: 'A headline said twice, or parted by a bar, with a full date of its own is a link to another story.',
  apply(page: Page) {
    for (const line of page.kept()) {
      if (line.words > MOST_WORDS || !/\p{Nd}{4}/u.test(line.text) || line.endsSentence) continue;
      const date = readDates(line.text, page.language).find(({ year }) => year !== null);
      if (!date) continue;
      const headline = line.text.slice(0, date.start).replace(/[\s|·•,–—-]+$/u, '');
      const section = line.text.slice(date.end).trim();
      const twice = secondCopyAt(headline) !== null;
      // A bar with a few words after a time stamp: the section that the other story belongs to.
      const sectioned = date.time !== null && /^[|·•]/u.test(section) && countWords(headline) >= 4;
      if ((!twice && !sectioned) || countWords(section) > 8) continue;
      page.remove(
        line,
        datedLink,
        twice ? "another story's headline twice, with its date" : "another story's headline, date and section",
      );
    }
  },
  example: {
    acts: 'The council voted for the plan on Monday after a debate that lasted four hours.\nHarbour bridge reopens after repairs Harbour bridge reopens after repairs 2021-03-04 10:15 | Local\nThe mayor said that the works would begin in the spring of next year.',
    removes: ['Harbour bridge reopens after repairs Harbour bridge reopens after repairs 2021-03-04 10:15 | Local'],
    leaves:
      'The council voted for the plan on Monday after a debate that lasted four hours.\nThe bridge was opened by the king on 4 March 2021\nThe mayor said that the works would begin in the spring of next year.',
    keeps: ['The bridge was opened by the king on 4 March 2021'],
  },
};
