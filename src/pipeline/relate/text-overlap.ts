import { comparisonKey } from '../reading/fold.ts';
import { hasUnspacedScript } from '../reading/script.ts';

/**
 * How much two short texts share: common words twice over all words (Dice), 1 for the same words, 0 for none. Scripts
 * without spaces are compared by pairs of signs.
 */
export function textOverlap(left: string, right: string): number {
  const [a, b] = [counted(wordsOf(left)), counted(wordsOf(right))];
  let common = 0;
  for (const [word, times] of a) common += Math.min(times, b.get(word) ?? 0);
  const all = sum(a) + sum(b);
  return all === 0 ? 0 : (2 * common) / all;
}

/** How many of the shorter text's runs of `length` words stand in the other too, as a share; null when it has too few. */
export function sharedRuns(left: string, right: string, length: number): number | null {
  const [a, b] = [runs(wordsOf(left), length), runs(wordsOf(right), length)];
  const [fewer, more] = a.size <= b.size ? [a, b] : [b, a];
  if (fewer.size < 20) return null;
  let common = 0;
  for (const run of fewer) if (more.has(run)) common++;
  return common / fewer.size;
}

function wordsOf(text: string): string[] {
  const key = comparisonKey(text);
  if (!hasUnspacedScript(key)) return key.split(' ').filter((word) => word !== '');
  const signs = [...key.replaceAll(' ', '')];
  return signs.slice(0, -1).map((sign, at) => `${sign}${signs[at + 1]}`);
}

function runs(words: string[], length: number): Set<string> {
  const out = new Set<string>();
  for (let at = 0; at + length <= words.length; at++) out.add(words.slice(at, at + length).join(' '));
  return out;
}

function counted(words: string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

const sum = (counts: Map<string, number>): number => counts.values().reduce((all, times) => all + times, 0);
