import type { StoryRule } from '../story-rule.ts';

const MOSTLY = 0.8;
/** A sentence may be a link almost whole, not whole. */
const WHOLE = 0.95;

/** A block that is a link and little else: related stories, tags, share bars. */
export const linkLine: StoryRule = {
  id: 'link-line',
  why: 'A block that is a link and little else leads to other pages; the story is told in words around its links.',
  apply(page) {
    for (const line of page.kept()) {
      if (line.links < MOSTLY || line.kind === 'heading' || line.kind === 'caption') continue;
      if (line.prose && line.endsSentence && line.links < WHOLE) continue;
      page.remove(line, linkLine, `${Math.round(line.links * 100)} % of the block is link text`);
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p><a href="/x">Ferry line adds two ships</a></p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Ferry line adds two ships',
    leaves:
      '<body><article><p>The <a href="/x">harbour bridge</a> was opened again on Monday after repairs that lasted for years.</p></article></body>',
    keeps: 'The harbour bridge was opened again on Monday after repairs that lasted for years.',
  },
};
