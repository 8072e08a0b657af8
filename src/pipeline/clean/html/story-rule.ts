import type { StoryPage } from './story-page.ts';

/** What a rule is seen to do, and to leave alone: two small pages, and a text in each. */
export type StoryRuleExample = { acts: string; removes: string; leaves: string; keeps: string };

/** A boilerplate rule for pages, which sees their structure. `apply` takes from the page, with a reason each. */
export type StoryRule = { id: string; why: string; apply(page: StoryPage): void; example: StoryRuleExample };
