import type { Page } from './page.ts';
import { aroundStory } from './rules/around-story.ts';

/**
 * The brake: when the rules took more than `maxRemovedShare` of the story's prose (characters of blocks that read as
 * sentences), all that they took is given back and the page is noted. A document that lost that much was misread, and
 * text too much is better than a story lost. What stands around the story is none of it, however much it is.
 */
export function brake(page: Page, maxRemovedShare: number): void {
  const story = page.lines.filter((line) => page.ruleOf(line.n) !== aroundStory.id);
  let prose = 0;
  let removed = 0;
  for (const line of story) {
    if (!line.prose) continue;
    prose += line.text.length;
    if (!page.isKept(line.n)) removed += line.text.length;
  }
  if (prose === 0 || removed / prose <= maxRemovedShare) return;
  page.giveBack(story);
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  page.notes.push({
    code: 'brake',
    detail: `cleaning would have taken ${percent(removed / prose)} of the prose, more than the ${percent(maxRemovedShare)} allowed: everything was kept`,
  });
}
