import { within } from '../scope.ts';
import type { StoryRule } from '../story-rule.ts';

/** Characters of prose; a figure's text that is longer is the story itself. */
const LARGEST = 1500;

/** Types captions by what the markup calls them. They are kept, and stand outside the body. */
export const markedCaptions: StoryRule = {
  id: 'marked-caption',
  why: 'The markup says that it is a caption or a credit of a picture.',
  apply(page) {
    const inside = within(
      page.scopes,
      (scope) => scope.part === 'caption' && scope.prose < LARGEST && scope !== page.root,
    );
    for (const line of page.kept()) if (inside.has(line.scope)) line.kind = 'caption';
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><div class="photo-caption">The bridge was open on Monday.</div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'The bridge was open on Monday.',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><div>The bridge was open on Monday.</div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'The bridge was open on Monday.',
  },
};
