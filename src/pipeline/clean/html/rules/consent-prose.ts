import { asksConsent } from '../consent-words.ts';
import type { Scope } from '../scope.ts';
import type { StoryLine } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** Shorter lines are labels, which other rules know. */
const FEWEST_WORDS = 10;

/** The text of a cookie notice above or below the story, in an element of its own, whatever that is named. */
export const consentProse: StoryRule = {
  id: 'consent-prose',
  why: 'Above or below the story, in an element that holds nothing else, what asks for consent to tracking is the notice of the page.',
  apply(page) {
    const prose = page.story().filter((line) => line.prose);
    const asking = new Set(prose.filter((line) => line.words >= FEWEST_WORDS && asksConsent(line.text)));
    if (asking.size === 0) return;
    const story = prose.filter((line) => !asking.has(line));
    const first = story[0];
    const last = story.at(-1);
    if (!first || !last || words(story) < words(asking)) return;
    const boxes = new Set<Scope>(story.map(({ scope }) => scope.box));
    const apart = (line: StoryLine) => (line.n < first.n || line.n > last.n) && !boxes.has(line.scope.box);
    // Where the story speaks of tracking too, its ends may.
    if (![...asking].every(apart)) return;
    for (const line of asking) page.remove(line, consentProse, 'asks for consent, above or below the story');
  },
  example: {
    acts: '<body><div><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><div><p>This site is set to allow cookies, so that you have the best experience with personalised advertising.</p></div></div></body>',
    removes: 'This site is set to allow cookies, so that you have the best experience with personalised advertising.',
    leaves:
      '<body><div><p>The town will ask for consent before cookies are set on the site of the harbour.</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></body>',
    keeps: 'The town will ask for consent before cookies are set on the site of the harbour.',
  },
};

const words = (lines: Iterable<StoryLine>): number => [...lines].reduce((sum, line) => sum + line.words, 0);
