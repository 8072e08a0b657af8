import { couldBeName } from '../reading/byline-line.ts';
import { contentWords } from '../reading/content-words.ts';
import { readDates } from '../reading/date-text.ts';
import { numberlessKey } from '../reading/fold.ts';
import type { Line } from '../reading/line.ts';
import type { Page } from './page.ts';

/** What tells a line of the story from the lines around the story. Near is NEAR lines either way, far is FAR. */
export type LineFacts = {
  line: Line;
  /** Whether a rule has taken the line. */
  taken: boolean;
  takenNear: boolean;
  /** Whether rules have taken two or more lines far before, and far after. */
  takenFarBefore: boolean;
  takenFarAfter: boolean;
  /** Whether a rule that tells where stories are over has taken a line above, with a third of the prose before this one. */
  closed: boolean;
  /** Share of the line's words that the story's beginning has too, and the same of the lines near it, 0 to 1. */
  told: number;
  toldNear: number;
  /** Share of prose among the words of the lines far before and far after, 0 to 1. */
  proseFarBefore: number;
  proseFarAfter: number;
  /** Share of the document's prose that stands before the line, 0 to 1. */
  proseAbove: number;
  /** Whether a long paragraph stands near. */
  longNear: boolean;
  /** Whether the line holds a date and little else, and how many such lines stand far around it. */
  stamp: boolean;
  stampsFar: number;
  /** How many short lines stand in a row around this one, itself included. */
  shortRun: number;
  /** Whether the line stands elsewhere in the document too. */
  again: boolean;
  /** Whether it is a short line that, numbers apart, stands in the document three times or more. */
  label: boolean;
  name: boolean;
};

const NEAR = 5;
const FAR = 16;
const LONG = 30;
/** How many words of the story's beginning say what it is about. */
const CORE = 350;
const CONTENT_WORD = 5;
const FEWEST_TO_TELL = 3;
const STAMP_WORDS = 16;
/** With fewer words of prose, what share of them stands above a line says little. */
const LITTLE = 300;
const LABEL_WORDS = 8;
const LABEL_TIMES = 3;
/** No line says more about its neighbours than so many words do. */
const MOST = 60;

/** Reads the facts of all lines, those that rules have taken too. Linear time. */
export function lineFacts(page: Page): LineFacts[] {
  const { lines } = page;
  const kept = lines.map((line) => page.isKept(line.n));
  const told = toldShares(page);
  const stamps = lines.map((line) => isStamp(line, page.language));
  const weigh = (line: Line, n: number) => (told[n] === null ? 0 : Math.min(MOST, line.words));
  const taken = counter(kept.map((is) => (is ? 0 : 1)));
  const closing = counter(lines.map((line) => (page.isClosing(line.n) ? 1 : 0)));
  const words = counter(lines.map((line) => line.words));
  const prose = counter(lines.map((line, n) => (line.prose && kept[n] ? line.words : 0)));
  const long = counter(lines.map((line, n) => (line.words >= LONG && kept[n] ? 1 : 0)));
  const stamped = counter(stamps.map(Number));
  const toldWords = counter(lines.map((line, n) => (told[n] ?? 0) * weigh(line, n)));
  const tellable = counter(lines.map(weigh));
  const proseShare = (from: number, to: number) => prose(from, to) / Math.max(1, words(from, to));
  const total = Math.max(LITTLE, prose(0, lines.length));
  const keys = lines.map((line) => line.key);
  const copies = tally(keys);
  const labels = keys.map(numberlessKey);
  const labelTimes = tally(labels);
  const runs = shortRuns(lines);
  return lines.map((line, n) => {
    const proseAbove = prose(0, n) / total;
    return {
      line,
      taken: !kept[n],
      takenNear: taken(n - NEAR, n) + taken(n + 1, n + 1 + NEAR) > 0,
      takenFarBefore: taken(n - FAR, n) >= 2,
      takenFarAfter: taken(n + 1, n + 1 + FAR) >= 2,
      closed: proseAbove > 0.3 && closing(0, n) > 0,
      told: told[n] ?? 0,
      toldNear: toldWords(n - NEAR, n + 1 + NEAR) / Math.max(1, tellable(n - NEAR, n + 1 + NEAR)),
      proseFarBefore: proseShare(n - FAR, n),
      proseFarAfter: proseShare(n + 1, n + 1 + FAR),
      proseAbove,
      longNear: long(n - NEAR, n + 1 + NEAR) > 0,
      stamp: stamps[n] ?? false,
      stampsFar: stamped(n - FAR, n + 1 + FAR),
      shortRun: runs[n] ?? 0,
      again: (copies.get(line.key) ?? 0) > 1,
      label: !line.prose && line.words <= LABEL_WORDS && (labelTimes.get(labels[n] ?? '') ?? 0) >= LABEL_TIMES,
      name: line.words > 1 && line.words <= 4 && couldBeName(line.text),
    };
  });
}

function isStamp(line: Line, language: string | null): boolean {
  if (line.prose || line.words > STAMP_WORDS || !/\p{Nd}/u.test(line.text)) return false;
  return readDates(line.text, language).length > 0;
}

/** The share of each line's words that the headline or the story's first paragraphs have; null when there are too few to tell. */
function toldShares(page: Page): (number | null)[] {
  const about = page.lines.map((line) => contentWords(line.key, CONTENT_WORD));
  const core = new Map<string, Set<number>>();
  const story = page.story();
  const headline = page.headline();
  let left = CORE;
  for (const line of page.lines) {
    const opens =
      left > 0 && story !== null && line.n >= story.first && line.n <= story.last && line.prose && page.isKept(line.n);
    if (!opens && line !== headline) continue;
    if (opens) left -= line.words;
    for (const word of about[line.n] ?? []) core.set(word, (core.get(word) ?? new Set()).add(line.n));
  }
  return about.map((words, n) => {
    if (words.size < FEWEST_TO_TELL) return null;
    let shared = 0;
    for (const word of words) {
      const lines = core.get(word);
      // What only the line itself says is told by nothing else.
      if (lines !== undefined && (lines.size > 1 || !lines.has(n))) shared++;
    }
    return shared / words.size;
  });
}

/** Sums of stretches [from, to), each in constant time. */
function counter(values: readonly number[]): (from: number, to: number) => number {
  const sums = [0];
  let sum = 0;
  for (const value of values) {
    sum += value;
    sums.push(sum);
  }
  return (from, to) => (sums[Math.min(values.length, to)] ?? 0) - (sums[Math.max(0, from)] ?? 0);
}

function tally(keys: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const key of keys) times.set(key, (times.get(key) ?? 0) + 1);
  return times;
}

function shortRuns(lines: readonly Line[]): number[] {
  const runs = new Array<number>(lines.length).fill(0);
  let start = 0;
  for (let at = 0; at <= lines.length; at++) {
    if (lines[at]?.prose === false) continue;
    runs.fill(at - start, start, at);
    start = at + 1;
  }
  return runs;
}
