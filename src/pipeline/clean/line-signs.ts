import type { LineFacts } from './line-facts.ts';

/** Something that speaks for a line being of the story, with positive points, or against it. */
export type LineSign = { points: number; why: string; holds(facts: LineFacts): boolean };

const kept = (holds: (facts: LineFacts) => boolean) => (facts: LineFacts) => !facts.taken && holds(facts);

/** Whose an embedded post is: "— Jane Roe (@janeroe) May 4, 2021". */
export const POST_SIGNATURE = /^[—–-]\s?.{2,80}\(@\w{1,30}\)/u;

/**
 * The signs of a line, with points from a logistic regression over the lines of flattened public pages with known
 * bodies, and of cuts of them (the body alone, without what stands above, without what stands below).
 */
export const lineSigns: readonly LineSign[] = [
  { points: 1, why: 'it ends as a sentence does', holds: kept(({ line }) => line.endsSentence) },
  { points: 1.05, why: 'it is long', holds: kept(({ line }) => line.words >= 30 && line.words < 60) },
  { points: 1.25, why: 'it is very long', holds: kept(({ line }) => line.words >= 60) },
  { points: 0.7, why: 'it shares words with the beginning of the story', holds: (facts) => facts.told >= 0.2 },
  { points: 0.75, why: 'it quotes', holds: ({ line }) => line.prose && /["“„«»「]/.test(line.text) },
  {
    points: 2,
    why: 'it leads in a list or is an item of one',
    holds: ({ line }) => line.kind === 'list-item' || /[:：]$|^\d{1,2}[.)]\s/.test(line.text),
  },
  {
    points: 2,
    why: 'it says whose the post above it is',
    holds: ({ line }) => POST_SIGNATURE.test(line.text),
  },
  { points: 0.75, why: 'it is a label that the document repeats', holds: (facts) => facts.label },
  { points: -4, why: 'it is a caption', holds: ({ line }) => line.kind === 'caption' },
  { points: -2.25, why: 'it is cut short', holds: ({ line }) => /(?:…|\.\.\.)\]?$/.test(line.text) },
  {
    points: -1.35,
    why: 'it holds an address',
    holds: ({ line }) => /https?:|www\.|\S@\S+\.\S|\.com\b/i.test(line.text),
  },
  {
    points: -1,
    why: 'it does not end as a sentence does',
    holds: kept(({ line }) => line.prose && !line.endsSentence),
  },
  { points: -0.6, why: 'it could be a name', holds: (facts) => facts.name },
  { points: -0.45, why: 'it is a date', holds: (facts) => facts.stamp },
  { points: -0.65, why: 'it stands elsewhere too', holds: (facts) => facts.again },
  { points: -0.95, why: 'a rule took it', holds: (facts) => facts.taken },
  { points: -0.9, why: 'a rule took a line near it', holds: (facts) => facts.takenNear },
  { points: -0.55, why: 'rules took lines before it', holds: (facts) => facts.takenFarBefore },
  { points: -0.4, why: 'rules took lines after it', holds: (facts) => facts.takenFarAfter },
  { points: -1.05, why: 'a line above says that the story is over', holds: (facts) => facts.closed },
  { points: -0.75, why: 'the lines near it tell of something else', holds: (facts) => facts.toldNear < 0.2 },
  { points: -0.75, why: 'no long paragraph stands near', holds: (facts) => !facts.longNear },
  { points: -0.45, why: 'there is little prose before it', holds: (facts) => facts.proseFarBefore < 0.3 },
  { points: -0.15, why: 'there is little prose after it', holds: (facts) => facts.proseFarAfter < 0.3 },
  { points: -0.2, why: 'many short lines stand around it', holds: (facts) => facts.shortRun > 20 },
  {
    points: -1.25,
    why: 'several dates stand around it',
    holds: (facts) => facts.stampsFar >= 2 && facts.proseAbove > 0.2,
  },
  { points: -1.15, why: 'hardly any prose stands above it', holds: (facts) => facts.proseAbove < 0.1 },
  {
    points: -1.05,
    why: 'most prose stands above it',
    holds: (facts) => facts.proseAbove >= 0.8 && facts.proseAbove < 0.95,
  },
  { points: -2, why: 'nearly all prose stands above it', holds: (facts) => facts.proseAbove >= 0.95 },
];

/** What a line of which nothing is known starts from. */
export const START = 2.25;
