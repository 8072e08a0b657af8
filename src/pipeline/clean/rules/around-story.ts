import { isBylineLine } from '../../reading/byline-line.ts';
import { creditLine } from '../../reading/credit.ts';
import { isDateLine } from '../../reading/date-line.ts';
import type { Line } from '../../reading/line.ts';
import { POST_SIGNATURE } from '../line-signs.ts';
import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';
import { storySpan } from '../story-span.ts';

/** How many lines below the story may sign or date it. */
const BELOW = 6;
/** Shorter documents are no dumps of whole pages. */
const FEWEST_LINES = 20;
/** Longer ones are no pages. */
const MOST_LINES = 20_000;
/** A stretch with less than this share of the prose that is left was found by chance. */
const LEAST_SHARE = 0.2;
/** Where no headline is found the story is less sure, and has to be half of it. */
const LEAST_UNTITLED = 0.5;
/** A summary is no longer, and its byline or date no further below. */
const DEK_WORDS = 45;
const STAMP_REACH = 4;

const story = [
  'Harbour bridge reopens after long repairs',
  'The harbour bridge was opened to traffic again on Monday after repairs that lasted for more than two years and that cost the town some four million crowns.',
  'The mayor said that the repairs had cost less than planned and thanked all workers who had taken part in them, among them divers who had mended the piers.',
  'Commuters had to take a long way round through the hills since the inspectors found cracks in the piers of the bridge, and many had moved nearer to the harbour.',
  'The traffic office of the harbour counts on twelve thousand cars a day, and on as many cyclists in the summer as the bridge had before the repairs began.',
  'The next bridge that the town will mend is the one at the mill, which was built in the same year and by the same workers as the bridge in the harbour.',
];
const tail = [
  'Ferry to the islands sails again…',
  'Old mill becomes a school for carpenters…',
  'What the inspectors found under the town hall…',
  'Nine bakeries, one winner: our readers have voted…',
  'Swimmers wanted for the lake…',
  'The night train comes back, but only on Fridays…',
  'Why the choir of the cathedral sings without a conductor…',
  'A walk along the northern wall…',
  'Rain, wind and one happy gardener…',
  'Chess club finds a new home…',
  'Tram drivers ask for longer breaks…',
  'The last lamplighter of the old quarter retires…',
  'Two owls, one tower: a love story…',
  'Market hall to stay open on Sundays…',
];

/** Comments, teasers, biographies, notices and menus above and below the story. What signs or dates the story stays. */
export const aroundStory: CodeRule = {
  id: 'around-story',
  why: 'What stands above and below the stretch of lines that reads as one story is none of it.',
  apply(page: Page) {
    if (page.lines.length < FEWEST_LINES || page.lines.length > MOST_LINES) return;
    const span = storySpan(page);
    if (!span) return;
    const headline = page.headline();
    if (proseShare(page, span) < (headline === null ? LEAST_UNTITLED : LEAST_SHARE)) return;
    const kept = page.kept();
    // A post embedded under the last paragraph is the story's, up to the line that says whose it is.
    const end = page.lines.findIndex((line) => line.n > span.last);
    const post =
      end === -1 ? undefined : page.lines.slice(end, end + BELOW).findLast((line) => POST_SIGNATURE.test(line.text));
    const last = post?.n ?? span.last;
    let below = 0;
    for (const [at, line] of kept.entries()) {
      if (line === headline || (line.n >= span.first && line.n <= last)) continue;
      if (line.n > last) {
        if (below++ < BELOW && signs(line, page)) continue;
        page.remove(line, aroundStory, 'below the story');
      } else if (headline === null || line.n < headline.n) {
        const summary =
          line.prose &&
          line.words <= DEK_WORDS &&
          kept.slice(at + 1, at + 1 + STAMP_REACH).some((next) => signs(next, page));
        if (!summary && !signs(line, page)) page.remove(line, aroundStory, 'above the story');
      } else if (line.prose && line.words > DEK_WORDS) {
        page.remove(line, aroundStory, 'between the headline and the story');
      }
    }
  },
  example: {
    acts: [...story, ...tail].join('\n'),
    removes: tail.slice(BELOW),
    leaves: [...story, ...story.map((line) => line.replace('bridge', 'ferry'))].join('\n'),
    keeps: story,
  },
};

function proseShare(page: Page, span: { first: number; last: number }): number {
  let [inside, all] = [0, 0];
  for (const line of page.kept()) {
    if (!line.prose) continue;
    all += line.words;
    if (line.n >= span.first && line.n <= span.last) inside += line.words;
  }
  return inside / Math.max(1, all);
}

const signs = (line: Line, page: Page): boolean =>
  !line.prose &&
  (isDateLine(line.text, page.language, page.vocabulary) ||
    isBylineLine(line.text, page.vocabulary) ||
    creditLine(line.text, page.vocabulary) !== null);
