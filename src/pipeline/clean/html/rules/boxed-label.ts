import { UsualDresses } from '../dress.ts';
import { mainBox } from '../main-box.ts';
import { isWithin } from '../scope.ts';
import type { StoryRule } from '../story-rule.ts';

/** The share of the prose that one element must lay out itself, so that a box within it is the exception. */
const NEARLY_ALL = 0.8;

/** A short line in a dressed box of its own, set into the element that lays out the story. */
export const boxedLabel: StoryRule = {
  id: 'boxed-label',
  why: 'A box set into the story that holds a line without a sentence labels a player, a picture or an offer.',
  apply(page) {
    const kept = page.story();
    const main = mainBox(kept, NEARLY_ALL);
    if (main === null) return;
    const dresses = new UsualDresses(kept);
    for (const line of kept) {
      const { box, questions } = line.scope;
      if (line.prose || line.kind !== 'paragraph' || box === main || questions || !isWithin(box, main)) continue;
      if (box.prose === 0 && box.element?.attribute('class') && !dresses.wornBy(line))
        page.remove(line, boxedLabel, 'a line without a sentence, in a box of its own within the story');
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><div class="player"><span>Harbour bridge, 2:14</span></div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Harbour bridge, 2:14',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>Tolls from June</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'Tolls from June',
  },
};
