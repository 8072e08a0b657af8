import { cardsAmong } from '../cards.ts';
import { within } from '../scope.ts';
import type { StoryRule } from '../story-rule.ts';

/** Cards that lead to other stories. */
export const storyCards: StoryRule = {
  id: 'story-cards',
  why: 'Several boxes alike, each a linked title with a few words, lead to other stories.',
  apply(page) {
    const cards = cardsAmong(page.kept(), page.scopes, page.root);
    if (cards.size === 0) return;
    const inside = within(page.scopes, (scope) => cards.has(scope));
    for (const line of page.kept())
      if (inside.has(line.scope))
        page.remove(line, storyCards, 'a linked title with a few words, one of several alike');
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><div><h3><a href="/a">Ferry line adds two ships</a></h3><div>From June on they sail daily.</div></div><div><h3><a href="/b">Old lighthouse to be sold</a></h3><div>The county asks for offers.</div></div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></article></body>',
    removes: 'Ferry line adds two ships',
    leaves:
      '<body><article><div><h3><a href="/a">The first bridge of the harbour</a></h3><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></div><div><h3><a href="/b">The second bridge of the harbour</a></h3><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The mayor said that the works had cost less than planned, and thanked all who had waited so long. The mayor said that the works had cost less than planned, and thanked all who had waited so long. The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></article></body>',
    keeps: 'The first bridge of the harbour',
  },
};
