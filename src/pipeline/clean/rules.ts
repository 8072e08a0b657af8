import type { CodeRule } from './rule.ts';
import { aboveHeadline } from './rules/above-headline.ts';
import { aroundStory } from './rules/around-story.ts';
import { datedLink } from './rules/dated-link.ts';
import { doubledText } from './rules/doubled-text.ts';
import { foreignAuthorLine } from './rules/foreign-author-line.ts';
import { headFragment } from './rules/head-fragment.ts';
import { markupResidue } from './rules/markup-residue.ts';
import { menuRun } from './rules/menu-run.ts';
import { repeatedCaption } from './rules/repeated-caption.ts';
import { repeatedHeadline } from './rules/repeated-headline.ts';
import { repeatedParagraph } from './rules/repeated-paragraph.ts';
import { siteName } from './rules/site-name.ts';
import { tailFragment } from './rules/tail-fragment.ts';

export type { CodeRule } from './rule.ts';

/** Run before the phrase rules: links to other stories, then parts of blocks, then copies of the headline. */
export const rulesFirst: readonly CodeRule[] = [datedLink, markupResidue, doubledText, repeatedHeadline, siteName];

/** Run when the captions are told, on what the phrase rules left; those that count short lines come last. */
export const rulesLast: readonly CodeRule[] = [
  repeatedCaption,
  foreignAuthorLine,
  aboveHeadline,
  headFragment,
  repeatedParagraph,
  menuRun,
  tailFragment,
  aroundStory,
];

/** Every rule in code. A new one is a file in rules/ and a name in one of the lists above. */
export const codeRules: readonly CodeRule[] = [...rulesFirst, ...rulesLast];
