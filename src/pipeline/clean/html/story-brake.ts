import type { Note } from '../../documents.ts';
import { datedEntries } from './rules/dated-entries.ts';
import { toldStory } from './rules/told-story.ts';
import type { StoryPage } from './story-page.ts';

/** What these rules take may well be longer than the story. */
const SPARED: ReadonlySet<string | null> = new Set([datedEntries.id, toldStory.id]);

/**
 * The brake for pages: when the rules took more than `maxRemovedShare` of the prose that stands in the story's root and in no
 * part of the page's furniture, that prose is given back and the page is noted. What the markup sets apart stays out,
 * and so do readers' comments and what stands not in the story that the page's data tells.
 */
export function storyBrake(page: StoryPage, maxRemovedShare: number): Note[] {
  const prose = page.lines.filter(
    (line) => line.prose && line.inRoot && line.furniture === null && !SPARED.has(page.ruleOf(line)),
  );
  const taken = prose.filter((line) => page.ruleOf(line) !== null);
  const sum = (lines: typeof prose): number => lines.reduce((chars, { text }) => chars + text.length, 0);
  const share = prose.length === 0 ? 0 : sum(taken) / sum(prose);
  if (share <= maxRemovedShare) return [];
  page.giveBack(taken);
  const percent = (part: number) => `${Math.round(part * 100)} %`;
  const detail = `cleaning would have taken ${percent(share)} of the story's prose, more than the ${percent(maxRemovedShare)} allowed: it was kept`;
  return [{ code: 'brake', detail }];
}
