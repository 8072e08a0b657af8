import type { Page } from './page.ts';

/**
 * What a rule is seen to do, and to leave alone. Each is a small document: flattened text, or HTML when it begins with a
 * tag. The harness runs it with and without the rule.
 */
export type RuleExample = { acts: string; removes: string[]; leaves: string; keeps: string[] };

/** A boilerplate rule that data cannot say. `apply` takes from the page and gives a reason with each removal. */
export type CodeRule = { id: string; why: string; apply(page: Page): void; example: RuleExample };
