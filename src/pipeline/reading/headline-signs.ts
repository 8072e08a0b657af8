import type { HeadlineFacts } from './headline-facts.ts';

/** Something that speaks for a line being the headline, with positive points, or against it; `size` is 0 to 1, or a logarithm. */
export type HeadlineSign = { points: number; why: string; size(facts: HeadlineFacts): number | boolean };

/**
 * The signs of a headline, with points from a conditional logistic regression (McFadden 1974: which of a page's lines is
 * it?) over the lines of flattened public pages with known titles.
 */
export const headlineSigns: readonly HeadlineSign[] = [
  { points: 2.15, why: 'it has words, up to a dozen', size: ({ line }) => Math.min(12, line.words) / 12 },
  { points: -1.6, why: 'it is a single word', size: ({ line }) => line.words === 1 },
  { points: -1.15, why: 'it is two words', size: ({ line }) => line.words === 2 },
  { points: -1.5, why: 'it is long', size: ({ line }) => line.words > 20 },
  { points: -1.05, why: 'it is very long', size: ({ line }) => line.words > 26 },
  { points: 1.55, why: 'the opening of the story has its words', size: (facts) => facts.inOpening },
  { points: 4.5, why: 'several paragraphs have its words', size: (facts) => facts.inParagraphs },
  { points: 1.85, why: 'the prose right below has its words', size: (facts) => facts.inProseBelow },
  { points: 1.2, why: 'a date or byline stands right below', size: (facts) => facts.stampBelow },
  { points: 2, why: 'a date or byline stands a few lines below', size: (facts) => facts.stampNear },
  { points: 0.7, why: 'a date or byline stands right above', size: (facts) => facts.stampAbove },
  { points: 0.85, why: 'a byline stands a few lines below', size: (facts) => facts.bylineNear },
  { points: -1.35, why: 'it is a date', size: (facts) => facts.isDate },
  {
    points: -1.95,
    why: 'it stands far from the beginning of the story',
    size: ({ fromStory }) => Math.min(60, fromStory) / 100,
  },
  { points: -1.7, why: 'it stands in the story', size: ({ side }) => side > 0 },
  { points: -1.5, why: 'it is the first line of the story', size: ({ side }) => side === 0 },
  { points: 2.25, why: 'it is the first line of all', size: ({ at }) => at === 0 },
  { points: -1.3, why: 'it reads as a sentence', size: ({ line }) => line.prose },
  {
    points: -2.85,
    why: 'it ends as a sentence or a list does',
    size: ({ line }) => /[.。:：,;]["'”’»)\]]*$/u.test(line.text),
  },
  {
    points: -2.55,
    why: 'it is a breadcrumb, or a menu run together',
    size: ({ line }) => /[›»→▶|]|\s>\s|(?:·.*){2}/u.test(line.text),
  },
  { points: -0.55, why: 'it names a section', size: (facts) => facts.isSection },
  { points: 0.45, why: 'it stands again soon below', size: (facts) => facts.again },
  { points: -0.5, why: 'short lines stand below', size: ({ shortBelow }) => Math.log1p(shortBelow) },
  { points: 0.8, why: 'much prose stands below', size: ({ wordsBelow }) => Math.min(600, wordsBelow) / 600 },
  { points: -0.85, why: 'prose stands above', size: ({ shareAbove }) => shareAbove },
  { points: -0.85, why: 'a good share of the prose stands above', size: ({ shareAbove }) => shareAbove > 0.12 },
  { points: -0.45, why: 'many words of prose stand above', size: ({ wordsAbove }) => Math.log1p(wordsAbove) },
  { points: 0.9, why: 'a label stands right above', size: (facts) => facts.labelAbove },
  { points: 0.65, why: 'a phrase stands right below, as a summary does', size: (facts) => facts.phraseBelow },
  { points: -1.35, why: 'it holds an address', size: ({ line }) => /https?:|www\.|@|\.com\b/i.test(line.text) },
];
