import type { StoryRule } from '../story-rule.ts';

const story = (headline: string, text: string): string =>
  `<article class="story"><h1>${headline}</h1><p>${text}</p><p>${text} So it was told, and nobody has said that it was otherwise since then.</p></article>`;

/** What a page without end shows below its story: the next ones, whole. */
export const otherStory: StoryRule = {
  id: 'other-story',
  why: 'Below the story the page goes on with another, which has a headline of its own.',
  apply(page) {
    if (page.others.size === 0) return;
    for (const line of page.kept())
      if (line.furniture && page.others.has(line.furniture))
        page.remove(line, otherStory, 'in an element laid out like the story’s, with a headline of its own');
  },
  example: {
    acts: `<head><title>Harbour bridge reopens</title></head><body><div>${story('Harbour bridge reopens', 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.')}${story('Ferry line adds two ships', 'The ferry line has bought two ships, and they will sail daily from June on to the island and back.')}<p>The harbour is served by ten lines, and all of them sell tickets on board to whoever asks.</p><p>Three of them go to the island and four to the town across the bay, and the others only when the weather is fine and somebody wants to go.</p></div></body>`,
    removes: 'The ferry line has bought two ships, and they will sail daily from June on to the island and back.',
    leaves: `<head><title>News of the harbour</title></head><body><div>${story('Harbour bridge reopens', 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.')}${story('Ferry line adds two ships', 'The ferry line has bought two ships, and they will sail daily from June on to the island and back.')}</div></body>`,
    keeps: 'The ferry line has bought two ships, and they will sail daily from June on to the island and back.',
  },
};
