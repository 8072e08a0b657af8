import type { RuleBook } from './clean/rule-book.ts';

/** Parts that are cut while text is read, by no rule of the lists: they stand in the account under these names. */
export const readingRules: readonly { id: string; why: string }[] = [
  { id: 'unseen-text', why: 'It stands inside a block that is shown, and is not shown itself.' },
  { id: 'agency-credit', why: 'The credit that ends the last paragraph is the agency’s name, no word of the story.' },
  { id: 'caption-label', why: 'The label before a caption is no word of it.' },
];

/** The name of every rule that a removal may carry. */
export function ruleIds({ phraseRules, codeRules, storyRules, sites }: RuleBook): ReadonlySet<string> {
  const ofSites = [...sites.values()].flatMap(({ rules }) => rules);
  return new Set([...phraseRules, ...codeRules, ...storyRules, ...readingRules, ...ofSites].map(({ id }) => id));
}
