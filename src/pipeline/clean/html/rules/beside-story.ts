import { UsualDresses } from '../dress.ts';
import { mainBox } from '../main-box.ts';
import { isWithin, type Scope, type ScopeSet, within } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** How reviews name the box below their text: what is good, what is bad, what remains. */
const VERDICT =
  /(?:^|[\s_-])(?:verdict|conclusion[es]?|conclusao|fazit|pros|cons|bottom-?line|veredicto|bilan|oordeel|werdykt|podsumowanie)(?:$|[\s_-])/i;

/**
 * Where one element lays out most of the story: what follows it, and lines without a sentence before it. What is dressed
 * like the story, and questions with answers, belong to it all the same.
 */
export const besideStory: StoryRule = {
  id: 'beside-story',
  why: 'Once the element that lays out the story has ended, what follows is of the page: promotions, biographies, other stories.',
  apply(page) {
    const kept = page.story();
    const main = mainBox(kept);
    if (main === null) return;
    const dresses = new UsualDresses(kept);
    const belongs = (line: StoryLine) => isWithin(line.scope, main) || line.scope.questions || dresses.wornBy(line);
    const opens = kept.findIndex(belongs);
    const first = isHeadingWithin(kept, opens - 1) ? opens - 1 : opens;
    const last = kept.findLastIndex(belongs);
    const verdicts = last === kept.length - 1 ? null : verdictsAfter(main, page);
    for (const [at, line] of kept.entries()) {
      if (at > last && !verdicts?.has(line.scope))
        page.remove(line, besideStory, 'after the element that lays out the story');
      else if (at < first && !line.prose && line.kind !== 'list-item' && line.kind !== 'table')
        page.remove(line, besideStory, 'before the element that lays out the story, and no sentence');
    }
  },
  example: {
    acts: '<body><main><div class="text"><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div><div class="more"><p>The harbour is served by ten lines, and all of them sell tickets on board.</p></div></main></body>',
    removes: 'The harbour is served by ten lines, and all of them sell tickets on board.',
    leaves:
      '<body><main><div class="text"><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div><div class="text"><p>The harbour is served by ten lines, and all of them sell tickets on board.</p></div></main></body>',
    keeps: 'The harbour is served by ten lines, and all of them sell tickets on board.',
  },
};

const verdictsAfter = (main: Scope, { scopes }: StoryPage): ScopeSet =>
  within(scopes, ({ n, element }) => n >= main.end && VERDICT.test(element?.attribute('class') ?? ''));

/** Whether the line at a place is a heading below a sentence: it stands over what follows it. */
const isHeadingWithin = (kept: readonly StoryLine[], at: number): boolean =>
  kept[at]?.kind === 'heading' &&
  kept[at].level !== 1 &&
  kept[at - 1]?.prose === true &&
  kept[at - 1]?.kind === 'paragraph';
