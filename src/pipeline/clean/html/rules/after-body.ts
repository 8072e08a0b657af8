import { bodyElement } from '../body-element.ts';
import { isWithin } from '../scope.ts';
import type { StoryRule } from '../story-rule.ts';

/** What follows the element that says it is the story's body; what stands before it may be its beginning. */
export const afterBody: StoryRule = {
  id: 'after-body',
  why: 'Below the element that the markup calls the article or its body, the page goes on about other things.',
  apply(page) {
    const body = bodyElement(page);
    if (body === page.root) return;
    const last = page.lines.findLast((line) => isWithin(line.scope, body))?.n;
    if (last === undefined) return;
    for (const line of page.kept())
      if (line.n > last) page.remove(line, afterBody, 'below the element that holds the article');
  },
  example: {
    acts: '<body><main><div class="article-body"><div class="text"><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></div><div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></div><div class="text"><p>The harbour is served by ten lines, and all of them sell tickets.</p></div></main></body>',
    removes: 'The harbour is served by ten lines, and all of them sell tickets.',
    leaves:
      '<body><main><div><p>Two years of repairs are over, and the bridge is open.</p></div><div class="article-body"><div><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></div><div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></div></main></body>',
    keeps: 'Two years of repairs are over, and the bridge is open.',
  },
};
