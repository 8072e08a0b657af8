import type { StoryRule } from '../story-rule.ts';

/** Blocks whose whole text is for screen readers, or shown only while a finger hovers. */
export const unseenBlock: StoryRule = {
  id: 'unseen-text',
  why: 'The page does not show it.',
  apply(page) {
    for (const line of page.kept()) if (line.text === '') page.remove(line, unseenBlock, 'not shown by the page');
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p><span class="sr-only">Opens in a new window</span></p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Opens in a new window',
    leaves:
      '<body><article><p><span class="big">The harbour bridge</span> was opened again on Monday after repairs that lasted for more than two years.</p></article></body>',
    keeps: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
  },
};
