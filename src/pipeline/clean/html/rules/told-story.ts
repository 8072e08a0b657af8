import { comparisonKey } from '../../../reading/fold.ts';
import { toldParagraphs } from '../declare/told-story.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** What was found is doubted when it is shorter than this share of what is told, or shares less than this with it. */
const SHORT = 0.6;
const SHARED = 0.3;
/** The page shows what is told when its lines hold so much of it. */
const SHOWN = 0.6;
/** A page that shows less prose than this share of what is told, and none of it, waits for a script to draw it. */
const SHELL = 0.3;
const FEWEST_WORDS = 2;

/**
 * Checks the story that was found against the one that JSON-LD tells. What was found too short gets the lines of the page
 * that stand in what is told; another text gives way to them. Where the page shows nothing of it, as before its scripts
 * have run, what is told is the story.
 */
export const toldStory: StoryRule = {
  id: 'told-story',
  why: 'JSON-LD tells the whole story in words, and this is no part of it.',
  apply(page) {
    if (page.told === null || page.live) return;
    const found = page.story();
    const size = page.told.length;
    const paragraphs = toldParagraphs(page.told);
    const told = ` ${paragraphs.map(comparisonKey).join(' ')} `;
    const other =
      chars(found.filter(({ key }) => key !== '' && told.includes(key))) < Math.min(size, chars(found)) * SHARED;
    if (!other && chars(found) >= size * SHORT) return;
    const shown = standing(page, told);
    if (chars(shown) >= size * SHOWN) {
      page.giveBack(shown);
      if (other) takeAllBut(page, new Set(shown));
      page.notes.push({
        code: 'told-story',
        detail: 'the story is what of the page stands in the articleBody of its JSON-LD',
      });
    } else if (shown.length === 0 && (page.scopes[0]?.prose ?? 0) < size * SHELL) {
      takeAllBut(page, new Set());
      page.tell(paragraphs);
      page.notes.push({
        code: 'told-story',
        detail: 'the page shows no story: the articleBody of its JSON-LD is the body',
      });
    }
  },
  example: {
    acts: '<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour bridge reopens","articleBody":"The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The mayor said that the works had cost less than planned, and thanked all who had waited so long. The ferries that took its place will run until the end of the summer, he added, and nobody will have to pay for them. The first to cross it were the children of the school on the island, who had made a song for the day."}</script></head><body><div id="app"><p>One moment, the story is on its way to you.</p></div></body>',
    removes: 'One moment, the story is on its way to you.',
    leaves:
      '<head><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour bridge reopens","articleBody":"The harbour bridge was opened again on Monday after repairs that lasted for more than two years. The mayor said that the works had cost less than planned, and thanked all who had waited so long. The ferries that took its place will run until the end of the summer, he added, and nobody will have to pay for them. The first to cross it were the children of the school on the island, who had made a song for the day."}</script></head><body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>To read on you need to be one of our subscribers.</p></article></body>',
    keeps: 'To read on you need to be one of our subscribers.',
  },
};

const chars = (lines: readonly StoryLine[]): number => lines.reduce((sum, { text }) => sum + text.length, 0);

/** The lines of the page that stand in what is told, each once: prose, and what stands between. */
function standing(page: StoryPage, told: string): StoryLine[] {
  const seen = new Set<string>();
  const lines = page.lines.filter(({ key, words, kind }) => {
    const is = words >= FEWEST_WORDS && kind !== 'caption' && !seen.has(key) && told.includes(` ${key} `);
    if (is) seen.add(key);
    return is;
  });
  const first = lines.findIndex(({ prose }) => prose);
  return first === -1 ? [] : lines.slice(first, lines.findLastIndex(({ prose }) => prose) + 1);
}

function takeAllBut(page: StoryPage, story: ReadonlySet<StoryLine>): void {
  for (const line of page.story())
    if (!story.has(line)) page.remove(line, toldStory, 'stands not in what JSON-LD tells');
}
