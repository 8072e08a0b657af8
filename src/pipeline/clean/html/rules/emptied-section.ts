import { isWithin } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** What stands right below a story's own heading may be taken by other rules: an embedded player, a repeated line. */
const SPARED = new Set([
  'link-line',
  'marked-caption',
  'headline-again',
  'paragraph-again',
  'author-biography',
  'hidden',
  'tags-line',
  'meta-line',
  'outside-story',
  'after-body',
  'pull-quote',
  'beside-story',
  'above-story',
  'below-story',
  'boxed-label',
  'advert',
  'consent-notice',
  'paywall-prompt',
  'author-box',
  'contents-list',
  'footer',
  'subtitle',
  'teaser',
]);
const BEYOND_END = 8;

/** A heading over a section that was taken whole: "More stories", "Sign up". To be run last. */
export const emptiedSection: StoryRule = {
  id: 'emptied-section',
  why: 'A heading is taken with the box that it stood over.',
  apply(page) {
    const kept = page.story();
    let below: StoryLine | undefined;
    for (const line of kept.toReversed()) {
      const empty = below === undefined || (below.kind === 'heading' && (below.level ?? 6) <= (line.level ?? 6));
      if (line.kind === 'heading' && ((empty && boxWasTaken(page, line, below)) || ownBoxWasTaken(page, line)))
        page.remove(line, emptiedSection, 'all that stood under the heading was taken');
      else below = line;
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h2>Letters</h2><div class="newsletter">Our best stories on Friday</div><h2>What comes next</h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Letters',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h2>Letters</h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'Letters',
  },
};

function boxWasTaken(page: StoryPage, heading: StoryLine, below: StoryLine | undefined): boolean {
  return page.lines.slice(heading.n + 1, below?.n ?? heading.n + BEYOND_END).some((line) => {
    const rule = page.ruleOf(line);
    return rule !== null && !SPARED.has(rule) && line.inRoot && line.words > 1;
  });
}

/** How far out from a heading the box is looked for that it opens. */
const BOX_STEPS = 4;
/** Links of so many words are headlines, and so many of them a list of other stories; "View deal" is none. */
const HEADLINE_WORDS = 4;
const HEADLINES = 2;

/** Whether the heading opens a box of its own of which nothing else was kept: other stories, or what the outlet asks for. */
function ownBoxWasTaken(page: StoryPage, heading: StoryLine): boolean {
  let box = heading.scope.parent;
  for (let step = 0; box && box !== page.root && step < BOX_STEPS; step++, box = box.parent) {
    const before = page.lines[heading.n - 1];
    if (before && isWithin(before.scope, box)) return false;
    const held: StoryLine[] = [];
    for (let at = heading.n + 1; at < page.lines.length; at++) {
      const line = page.lines[at];
      if (!line || !isWithin(line.scope, box)) break;
      if (page.ruleOf(line) === null) return false;
      held.push(line);
    }
    if (held.length === 0) continue;
    const headlines = held.filter((line) => page.ruleOf(line) === 'link-line' && line.words >= HEADLINE_WORDS);
    return headlines.length >= HEADLINES || held.some((line) => line.words > 1 && !SPARED.has(page.ruleOf(line) ?? ''));
  }
  return false;
}
