import type { StoryLine } from '../story-line.ts';
import type { StoryRule } from '../story-rule.ts';

const FEWEST_WORDS = 6;
/** What the markup calls a quotation may be shorter. */
const FEWEST_QUOTED = 4;
const MOST_WORDS = 60;
/** Characters of prose that are searched; a story is shorter. */
const LONGEST = 200_000;
const MOST_LOOKED_AT = 300;

/** A sentence of a paragraph, set once more in large letters. */
export const pullQuote: StoryRule = {
  id: 'pull-quote',
  why: 'Its words stand in a paragraph of the story; it is set once more to catch the eye.',
  apply(page) {
    const kept = page.story();
    const candidates = kept.filter(mayBeSetAgain).slice(0, MOST_LOOKED_AT);
    if (candidates.length === 0) return;
    const prose = kept.filter((line) => line.prose);
    // A bar that no key holds keeps a match within one paragraph.
    const text = prose.map((line) => line.key).join('|');
    if (text.length > LONGEST) return;
    for (const line of candidates) {
      const holders = text.split(line.key).length - 1;
      const own = prose.filter((other) => other.key === line.key).length;
      if (holders > own) page.remove(line, pullQuote, 'stands in a paragraph of the story');
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><div class="big">“All of the works cost less than planned.”</div><p>“All of the works cost less than planned,” said the mayor, and thanked all who had waited so long.</p></article></body>',
    removes: '“All of the works cost less than planned.”',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><blockquote>“The works cost less than we had planned”</blockquote><p>So said the mayor, and thanked all who had waited so long.</p></article></body>',
    keeps: '“The works cost less than we had planned”',
  },
};

/** A plain paragraph may say a thing twice; a quotation or a box of its own sets it again. */
const mayBeSetAgain = ({ kind, scope, words }: StoryLine): boolean =>
  words <= MOST_WORDS &&
  (kind === 'quotation'
    ? words >= FEWEST_QUOTED
    : kind === 'paragraph' && words >= FEWEST_WORDS && scope.element?.name !== 'p');
