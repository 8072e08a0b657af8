import type { StoryRule } from '../story-rule.ts';

/** Short lines may be said twice. */
const FEWEST_WORDS = 8;

/** A block that the page holds twice: once for wide screens, once for narrow ones. */
export const paragraphAgain: StoryRule = {
  id: 'paragraph-again',
  why: 'A block that stood on the page before was set twice, for screens of different widths.',
  apply(page) {
    const lines = page.story().filter((line) => line.words >= FEWEST_WORDS);
    // To look a long text up is dear, and hardly two on a page are of one length.
    const lengths = Map.groupBy(lines, (line) => line.key.length);
    const seen = new Set<string>();
    for (const line of lines) {
      if (lengths.get(line.key.length)?.length === 1) continue;
      if (seen.has(line.key)) page.remove(line, paragraphAgain, 'stands on the page before');
      seen.add(line.key);
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><blockquote>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</blockquote><p>So it is.</p></article></body>',
    removes: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>No, he said.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p>No, he said.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. Twice.</p></article></body>',
    keeps: 'No, he said.',
  },
};
