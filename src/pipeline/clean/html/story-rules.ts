import { aboutCompany } from './rules/about-company.ts';
import { aboveStory } from './rules/above-story.ts';
import { afterBody } from './rules/after-body.ts';
import { authorBiography } from './rules/author-biography.ts';
import { belowStory } from './rules/below-story.ts';
import { besideStory } from './rules/beside-story.ts';
import { boxedLabel } from './rules/boxed-label.ts';
import { markedCaptions } from './rules/captions.ts';
import { datedEntries } from './rules/dated-entries.ts';
import { emptiedSection } from './rules/emptied-section.ts';
import { headlineAgain } from './rules/headline-again.ts';
import { linkLine } from './rules/link-line.ts';
import { otherStory } from './rules/other-story.ts';
import { outsideStory } from './rules/outside-story.ts';
import { pageParts } from './rules/page-parts.ts';
import { paragraphAgain } from './rules/paragraph-again.ts';
import { pictureLabel } from './rules/picture-label.ts';
import { pullQuote } from './rules/pull-quote.ts';
import { relatedBox } from './rules/related-box.ts';
import { signUpBox } from './rules/sign-up-box.ts';
import { storyCards } from './rules/story-cards.ts';
import { toldStory } from './rules/told-story.ts';
import { unseenBlock } from './rules/unseen-block.ts';
import type { StoryRule } from './story-rule.ts';

/** What the markup tells, then what the lines tell of each other. Run before the phrase rules. */
export const rulesBeforePhrases: readonly StoryRule[] = [
  unseenBlock,
  otherStory,
  outsideStory,
  afterBody,
  ...pageParts,
  signUpBox,
  storyCards,
  datedEntries,
  markedCaptions,
  pictureLabel,
  headlineAgain,
  aboutCompany,
  authorBiography,
  linkLine,
  besideStory,
  boxedLabel,
  aboveStory,
  belowStory,
  paragraphAgain,
  pullQuote,
];

/** Run last, on what all rules left. */
export const rulesAfterPhrases: readonly StoryRule[] = [relatedBox, emptiedSection, toldStory];

/** Every rule for pages. A new one is a file in rules/ and a name in one of the lists above. */
export const storyRules: readonly StoryRule[] = [...rulesBeforePhrases, ...rulesAfterPhrases];
