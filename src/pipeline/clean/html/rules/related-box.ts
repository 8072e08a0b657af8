import { isWithin, type Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** The rules that take labels over links to other stories; a label in a dressed box may be in a language without a phrase. */
const LABELS = new Set(['boxed-label', 'related-stories', 'related-link', 'related-link-label', 'related-heading']);
/** Longer labels lead to a story themselves. */
const LABEL_WORDS = 6;
/** How far out from the label its box is looked for. */
const BOX_STEPS = 4;
const LINKED = 0.8;
/** A box of more words tells something of its own. */
const BOX_WORDS = 60;

/** What is left of a box whose first line was taken as the label of links to other stories. To be run after the phrase rules. */
export const relatedBox: StoryRule = {
  id: 'related-box',
  why: 'A box that opens with "Read also" and holds links leads to other stories.',
  apply(page) {
    for (const line of page.lines) {
      if (line.words > LABEL_WORDS || line.links >= LINKED || !LABELS.has(page.ruleOf(line) ?? '')) continue;
      for (const held of boxUnder(page, line)) page.remove(held, relatedBox, `in the box under "${line.text}"`);
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><section><h3 class="related">Read also</h3><div><h2><a href="/a">Ferry line adds two ships</a></h2></div></section><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Ferry line adds two ships',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><section><h3 class="related">Read also</h3></section><div><h2><a href="/a">What the bridge is made of</a></h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></article></body>',
    keeps: 'What the bridge is made of',
  },
};

/** The kept lines of the smallest box that the label opens and that holds any, when they are links and no sentences. */
function boxUnder(page: StoryPage, label: StoryLine): StoryLine[] {
  let box: Scope | null = label.scope;
  for (let step = 0; box && box !== page.root && step < BOX_STEPS; step++, box = box.parent) {
    const before = page.lines[label.n - 1];
    if (before && isWithin(before.scope, box)) return [];
    const kept: StoryLine[] = [];
    for (let at = label.n + 1; at < page.lines.length; at++) {
      const line = page.lines[at];
      if (!line || !isWithin(line.scope, box)) break;
      if (page.ruleOf(line) === null) kept.push(line);
    }
    if (kept.length === 0) continue;
    const words = kept.reduce((sum, line) => sum + line.words, 0);
    if (words > BOX_WORDS) return [];
    const leads =
      kept.some(({ links }) => links >= LINKED) && kept.every((line) => line.links >= LINKED || !line.prose);
    return leads ? kept : [];
  }
  return [];
}
