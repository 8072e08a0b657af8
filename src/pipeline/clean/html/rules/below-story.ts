import type { StoryLine } from '../story-line.ts';
import type { StoryRule } from '../story-rule.ts';

/** A line of so many words in the last paragraph's own element may end the story without a full stop. */
const LONG = 8;

/** Lines below the last paragraph, list or table that are no sentence. */
export const belowStory: StoryRule = {
  id: 'below-story',
  why: 'Below the last paragraph, headings and short lines without a sentence are labels of the page.',
  apply(page) {
    const kept = page.story();
    const last = kept.findLastIndex(isStory);
    const closing = kept[last];
    for (const line of kept.slice(last + 1)) {
      if (closing && line.words >= LONG && line.links < 0.5 && line.scope.box === closing.scope.box) continue;
      page.remove(line, belowStory, 'below the last paragraph, and no sentence');
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><h3>More on this</h3></article></body>',
    removes: 'More on this',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h3>More on this</h3><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'More on this',
  },
};

const isStory = (line: StoryLine): boolean =>
  line.prose || ((line.kind === 'list-item' || line.kind === 'table') && line.links < 0.5);
