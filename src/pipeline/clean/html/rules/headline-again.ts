import type { StoryRule } from '../story-rule.ts';

const MOST_WORDS = 40;
/** Characters of the longer key that may follow or precede where a title is cut or carries the outlet's name. */
const SPARE = 40;
const LONG = 20;
/** Spaces that may be missing where elements meet. */
const MOST_JOINTS = 3;
const FIRST_PARAGRAPH = 20;
const SHORTEST_KICKER = 3;

/** The headline, where it stands at the head of the story, and again as a heading. */
export const headlineAgain: StoryRule = {
  id: 'headline-again',
  why: 'The headline is a field of its own; it stands in the body once too often.',
  apply(page) {
    const kept = page.kept();
    const first = kept.findIndex((line) => line.prose && line.words > FIRST_PARAGRAPH);
    for (const [at, line] of kept.entries()) {
      if (line.words > MOST_WORDS) continue;
      const heading = line.kind === 'heading';
      if (
        ((heading || at <= first + 1) && page.titles.some((title) => isSame(line.key, title))) ||
        (heading && at <= first + 1 && page.titles.some((title) => differInKicker(line.key, title)))
      )
        page.remove(line, headlineAgain, 'says the headline again');
      else if (heading && line.level === 1 && at <= first) page.remove(line, headlineAgain, 'the headline');
    }
  },
  example: {
    acts: '<body><article><h1>Harbour bridge reopens</h1><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Harbour bridge reopens',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h2>What comes next</h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'What comes next',
  },
};

const squashed = (key: string): string => key.replaceAll(' ', '');

function isSame(key: string, title: string): boolean {
  if (key === title) return key !== '';
  // What stands in elements of its own, as a kicker, may run together with the rest.
  if (Math.abs(key.length - title.length) <= MOST_JOINTS && squashed(key) === squashed(title)) return key !== '';
  const [short, long] = key.length < title.length ? [key, title] : [title, key];
  return short.length > LONG && long.startsWith(short) && long.length - short.length < SPARE;
}

/** "Strange theft: How a gull took a ring" and "Hamburg: How a gull took a ring". */
function differInKicker(key: string, title: string): boolean {
  let same = 0;
  while (same < Math.min(key.length, title.length) && key.at(-1 - same) === title.at(-1 - same)) same++;
  const kickers = [key.length - same, title.length - same];
  return (
    same > LONG &&
    key.split(' ', 1)[0] !== title.split(' ', 1)[0] &&
    kickers.every((length) => length > SHORTEST_KICKER && length < SPARE)
  );
}
