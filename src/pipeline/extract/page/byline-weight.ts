import { comparisonKey } from '../../reading/fold.ts';
import type { Answer } from './names.ts';

const WEIGHTS: readonly (readonly [RegExp, number])[] = [
  [/^json-ld:(?:author|creator)$/, 10],
  [/^meta:(?:parsely-author|sailthru\.author|parsely-page)/, 9],
  [/^(?:microdata|rdfa):(?:author|creator)$/, 8],
  [/^meta:(?:author|article:author|byl|dc\.creator|citation_author|byline|authors)/, 8],
  [/^meta:/, 6],
  [/^(?:json-ld|microdata|rdfa):.*author$/, 5],
  [/-far$/, 2],
  [/address$/, 1.5],
  [/^people-link$/, 4],
  [/^author-link$/, 8.5],
  [/^itemprop$/, 8],
  [/^byline-element$/, 7],
  [/^line$/, 6.5],
  [/-organization$/, 1],
];

/** What a source of bylines is worth. */
export const weightOf = (source: string): number => WEIGHTS.find(([pattern]) => pattern.test(source))?.[1] ?? 4;

/** A source's weight, its label, its nearness, and who else names the same people. */
export function support(answer: Answer, answers: readonly Answer[]): number {
  const own = new Set(answer.names.map(comparisonKey));
  let echo = 0;
  for (const other of answers) {
    if (other === answer || other.source === answer.source) continue;
    const shared = other.names.filter((name) => own.has(comparisonKey(name))).length;
    if (shared === 0) continue;
    echo += shared === other.names.length && shared === answer.names.length ? 2 : 0.7;
  }
  const spaced = answer.names.filter((name) => name.includes(' ') || /[^\p{Script=Latin}\p{P}\s\d]/u.test(name)).length;
  return (
    answer.weight +
    Math.min(echo, 5) +
    (answer.labelled ? 1.5 : 0) +
    (spaced === answer.names.length ? 2 : 0) -
    Math.min(answer.near, 30) * 0.05
  );
}
