import { comparisonKey } from '../../reading/fold.ts';
import type { Line } from '../../reading/line.ts';
import { outletNamed } from '../../reading/outlet.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const MOST_WORDS = 6;
/** Further down a menu begins, and only a name that the page prints twice is its own. */
const TOP = 3;

/** The outlet's name above the headline. It is taken as a candidate for the publisher. */
export const siteName: CodeRule = {
  id: 'site-name',
  why: "The outlet's name at the head of a page says who published the story and is no part of it.",
  apply(page: Page) {
    const headline = page.headline();
    const before = headline ? headline.n : (page.story()?.first ?? 0);
    const declared = page.declared
      .filter(({ field }) => field === 'publisher')
      .map(({ value }) => comparisonKey(value));
    const again = repeatedKeys(page);
    for (const line of page.kept()) {
      if (line.n >= before) break;
      if (!couldBeSiteName(line)) continue;
      const known =
        declared.includes(line.key) ||
        ((line.n < TOP || again.has(line.key)) && outletNamed(line.text, page.vocabulary) !== null);
      if (!known) continue;
      page.declare('publisher', line.text, siteName, line);
      page.remove(line, siteName, 'the name of the outlet above the headline');
    }
  },
  example: {
    acts: 'The Harbour Gazette\n\nBridge reopens after long repairs\n\nThe harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    removes: ['The Harbour Gazette'],
    leaves:
      'Bridge reopens after long repairs\n\nThe Harbour Gazette was the first paper in town, and it reported every repair the bridge has seen.',
    keeps: [
      'Bridge reopens after long repairs',
      'The Harbour Gazette was the first paper in town, and it reported every repair the bridge has seen.',
    ],
  },
};

const couldBeSiteName = (line: Line): boolean =>
  line.words <= MOST_WORDS && line.text.length <= 60 && !line.endsSentence && !/\d{3}|[:：]/.test(line.text);

function repeatedKeys(page: Page): Set<string> {
  const seen = new Set<string>();
  const again = new Set<string>();
  for (const line of page.lines) {
    if (!couldBeSiteName(line)) continue;
    if (seen.has(line.key)) again.add(line.key);
    seen.add(line.key);
  }
  return again;
}
