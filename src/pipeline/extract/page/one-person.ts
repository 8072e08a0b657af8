import { comparisonKey } from '../../reading/fold.ts';
import type { Answer } from './names.ts';

/** Whether a shown byline names everybody the other does, and a few more. */
export function isFuller(shown: Answer, other: Answer): boolean {
  if (!/^(?:author-link|itemprop|line|byline-element)$/.test(shown.source) || !shown.labelled) return false;
  const keys = new Set(shown.names.map(comparisonKey));
  if (shown.names.some((name) => !/\s/.test(name) && /\p{Script=Latin}/u.test(name))) return false;
  return (
    shown.names.length > other.names.length &&
    shown.names.length <= other.names.length + 3 &&
    other.names.every((name) => keys.has(comparisonKey(name)))
  );
}

/** Whether two answers name the same people, in any order and spelling. */
export const sameNames = (a: Answer, b: Answer): boolean =>
  a.names.map(comparisonKey).sort().join() === b.names.map(comparisonKey).sort().join();

/** Sources that hold a name and nothing else. */
const BARE = /^(?:json-ld|microdata|rdfa|meta|author-link|people-link|itemprop)/;

/** One spelling a person: mixed case over capitals, the name alone over the name with what stood behind it. */
export function tidyNames(names: readonly string[], answers: readonly Answer[]): string[] {
  const all = answers.flatMap((answer) => answer.names);
  const bare = answers.filter(({ source }) => BARE.test(source)).flatMap((answer) => answer.names);
  const out: string[] = [];
  for (const name of names) {
    const key = comparisonKey(name);
    const alone = bare.find((other) => other.includes(' ') && key.startsWith(`${comparisonKey(other)} `));
    const better =
      alone ?? (isOneCase(name) ? all.find((other) => comparisonKey(other) === key && !isOneCase(other)) : undefined);
    const chosen = better ?? name;
    if (!out.some((other) => comparisonKey(other) === comparisonKey(chosen))) out.push(chosen);
  }
  return out.filter(
    (name) => !out.some((other) => other !== name && ` ${comparisonKey(other)} `.includes(` ${comparisonKey(name)} `)),
  );
}

const isOneCase = (name: string): boolean => name === name.toUpperCase() || name === name.toLowerCase();
