import { comparisonKey } from '../reading/fold.ts';
import type { Line } from '../reading/line.ts';
import { holdsRole, looksCollective } from './page/name-part.ts';
import type { BylineWords, NameContext } from './page/names.ts';
import { couldBePerson, mainParts } from './page/person-name.ts';

/** What the story is about, its opening with the headline; the words that it writes small; the lines of the menu above. */
export type Told = { opening: string; small: ReadonlySet<string>; menu: ReadonlySet<string> };
const OPENING = 5;
/** Characters of the story whose words are looked at. */
const LONGEST = 100_000;

/** What is told of: by the kept lines, and the headline among them; `menu` are the lines above it. */
export function toldBy(kept: readonly Line[], headline: number | null, menu: ReadonlySet<string>): Told {
  const prose = kept.filter((line) => line.prose || line.n === headline).map((line) => line.text);
  let text = '';
  for (const paragraph of prose) {
    if (text.length >= LONGEST) break;
    text += `${paragraph.slice(0, LONGEST)}\n`;
  }
  return {
    opening: prose.slice(0, OPENING).join('\n'),
    menu,
    small: new Set(text.match(/(?<!\p{L})\p{Ll}{3,}(?!\p{L})/gu) ?? []),
  };
}

/** A word of a label rather than of a name. */
const isThing = (word: string, words: BylineWords): boolean =>
  [words.things, words.sections, words.bylineButtons, words.publishedLabels, words.updatedLabels].some((list) =>
    list.has(word),
  );

const NO_PARTICLE = /(?:^|\s)(?:of|the|les|und|and)(?:\s|$)/i;

/** Whether a name without a label is a person's: no subject of the story, whose words it would write small, no section, no place. */
export function isLoneName(
  name: string,
  { opening, small, menu }: Told,
  { words, isSite, isOutlet }: NameContext,
): boolean {
  const key = comparisonKey(name);
  const parts = name.split(' ');
  const main = mainParts(name).length;
  if (parts.length < 2 || main > 4 || !/\p{Lu}\p{Ll}/u.test(name) || /\d/.test(name) || NO_PARTICLE.test(name))
    return false;
  if (!couldBePerson(name, false) || looksCollective(key, words) || holdsRole(key)) return false;
  if ([words.sections, words.collectives, words.roles, words.bylineButtons].some((list) => list.has(key))) return false;
  if (key.split(' ').some((word) => isThing(word, words)) || parts.some((part) => words.agencyNamed(part) !== null))
    return false;
  if (words.agencyNamed(name) !== null || menu.has(name) || isSite(name) || isOutlet(name)) return false;
  return !opening.includes(name) && !parts.some((part) => small.has(part.toLowerCase()));
}

/** A name without a label that says itself what it names: a desk, a team. */
export const isDesk = (name: string, { words }: NameContext): boolean =>
  name.includes(' ') &&
  !comparisonKey(name)
    .split(' ')
    .some((word) => words.things.has(word)) &&
  (looksCollective(comparisonKey(name), words) || words.collectives.has(comparisonKey(name)));
