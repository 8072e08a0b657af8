import type { Candidate, Declaration } from '../../documents.ts';
import { sourceAnswers } from './byline-answers.ts';
import { support } from './byline-weight.ts';
import type { Chosen } from './choose.ts';
import type { Answer, NameContext } from './names.ts';
import { isFuller, sameNames, tidyNames } from './one-person.ts';

/** The bylines, and the agencies that stood among them, the most trusted first. */
export type Bylines = { bylines: Chosen<string[]>; agencies: Candidate[] };

/** The people named as authors: the most trusted source that names any; others that add to it are heard. */
export function chooseBylines(declared: readonly Declaration[], context: NameContext): Bylines {
  const answers = sourceAnswers(declared, context);
  const withNames = answers
    .filter((answer) => answer.names.length > 0)
    .sort((a, b) => support(b, answers) - support(a, answers));
  // A mere link to somebody does not outweigh a desk that signs.
  const signs = answers.some((answer) => answer.collectives.length > 0 && (answer.labelled || answer.weight >= 8));
  if (signs)
    for (let at = withNames.length - 1; at >= 0; at--)
      if (/^people-link|-far$|address$/.test(withNames[at]?.source ?? '') && !withNames[at]?.labelled)
        withNames.splice(at, 1);
  const [strongest] = withNames;
  const first =
    strongest && withNames.reduce((nearest, other) => (signsBefore(other, nearest) ? other : nearest), strongest);
  // What the page shows may name all of these and more.
  const winner =
    first && (withNames.find((other) => other !== first && other.near <= 12 && isFuller(other, first)) ?? first);
  const signed = winner ? null : fallback(answers);
  const chosen = winner ?? signed?.answer ?? null;
  const candidates: Candidate[] = [];
  for (const answer of answers) {
    if (candidates.length >= MOST && answer !== chosen) continue;
    if (answer.names.length + answer.collectives.length === 0 && answer.agencies.length > 0) continue;
    const value = (answer.names.length > 0 ? answer.names : [...new Set(answer.collectives)]).join('; ');
    const candidate: Candidate = { value, source: answer.source, text: answer.texts.join(' | ').slice(0, 300) };
    if (answer === chosen) candidates.unshift(candidate);
    else
      candidates.push({
        ...candidate,
        lost:
          answer.names.length === 0
            ? value === ''
              ? 'names nobody'
              : 'names no person'
            : winner && sameNames(answer, winner)
              ? 'says the same'
              : 'a better source says otherwise',
      });
  }
  const names = winner ? tidyNames(winner.names, withNames) : (signed?.names ?? []);
  const agencies = agenciesOf(answers);
  candidates.push(...agencies.map((agency) => ({ ...agency, lost: 'is an agency' })));
  return { bylines: { value: names, evidence: { source: chosen?.source ?? null, candidates } }, agencies };
}

/** Of labelled elements alike that name different people the nearest signs the story: the others sign answers to it. */
const signsBefore = (one: Answer, other: Answer): boolean =>
  one.source === 'byline-element' &&
  one.source === other.source &&
  one.labelled &&
  other.labelled &&
  one.near < other.near;

/** The agencies that bylines name, each source's once. */
const agenciesOf = (answers: readonly Answer[]): Candidate[] =>
  answers
    .toSorted((a, b) => b.weight - a.weight)
    .flatMap(({ agencies, source, texts }) =>
      [...new Set(agencies)].map((value) => ({ value, source, text: texts.join(' | ').slice(0, 300) })),
    )
    .slice(0, MOST);

/** Losing candidates that the evidence keeps. */
const MOST = 24;

/** Nobody is named: the team or the house that the byline itself names, once. */
function fallback(answers: readonly Answer[]): { names: string[]; answer: Answer } | null {
  const weight = (answer: Answer): number => answer.weight + (answer.labelled ? 1.5 : 0);
  const [answer] = answers
    .filter(
      (one) =>
        one.collectives.length > 0 && (one.labelled || !/-far$/.test(one.source)) && !/address$/.test(one.source),
    )
    .sort((a, b) => weight(b) - weight(a));
  return answer ? { names: answer.collectives.slice(0, 1), answer } : null;
}
