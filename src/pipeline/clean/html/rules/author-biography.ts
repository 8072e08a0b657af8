import { comparisonKey } from '../../../reading/fold.ts';
import type { StoryRule } from '../story-rule.ts';

/** A biography stands among the first or the last lines. */
const HEAD = 3;
const TAIL = 6;
const MOST_WORDS = 120;
const FEWEST_WORDS = 8;
const SPEAKER = /^([^:：]{3,60})[:：]/;

/** A block at the head or the foot of the story that begins with its author's name, or is nothing else. */
export const authorBiography: StoryRule = {
  id: 'author-biography',
  why: 'At the head or the foot, a block that begins with the name of the author tells of the author.',
  apply(page) {
    if (page.authors.length === 0) return;
    const kept = page.story();
    for (const [at, line] of kept.entries()) {
      if (
        (at >= HEAD && at < kept.length - TAIL) ||
        line.words > MOST_WORDS ||
        line.words < 2 ||
        line.kind === 'heading'
      )
        continue;
      // "JANE ROE: We looked for years." is what she says.
      if (line.words >= FEWEST_WORDS && page.authors.includes(comparisonKey(SPEAKER.exec(line.text)?.[1] ?? '')))
        continue;
      const named = page.authors.some((name) => {
        const key = line.keyPast(name.length);
        return key === name || (line.words >= FEWEST_WORDS && key.startsWith(`${name} `));
      });
      if (named) page.remove(line, authorBiography, 'begins with the name of the author');
    }
  },
  example: {
    acts: '<head><meta name="author" content="Jane Roe"></head><body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>Jane Roe is a reporter who has covered the harbour for ten years.</p></article></body>',
    removes: 'Jane Roe is a reporter who has covered the harbour for ten years.',
    leaves:
      '<head><meta name="author" content="John Doe"></head><body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>Jane Roe is a captain who has sailed from the harbour for ten years.</p></article></body>',
    keeps: 'Jane Roe is a captain who has sailed from the harbour for ten years.',
  },
};
