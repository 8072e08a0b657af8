import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

const MOSTLY = 0.8;

/** Blocks of a page that are links and little else: related stories, tags, share bars. */
export const linkList: CodeRule = {
  id: 'link-list',
  why: 'A block that is a link and little else leads to other pages; the story is told in words around its links.',
  apply(page: Page) {
    const headline = page.headline();
    for (const line of page.kept()) {
      if (!line.place || line.place.links < MOSTLY || line === headline || line.kind === 'caption') continue;
      if (line.kind === 'heading' && line.level === 1) continue;
      if (line.prose && line.endsSentence) continue;
      page.remove(line, linkList, `${Math.round(line.place.links * 100)} % of the block is link text`);
    }
  },
  example: {
    acts: '<body><article><h1>Harbour bridge reopens</h1><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><ul><li><a href="/x">Ferry line adds two ships</a></li></ul></article></body>',
    removes: ['Ferry line adds two ships'],
    leaves:
      '<body><article><h1>Harbour bridge reopens</h1><p>The <a href="/x">harbour bridge</a> was opened again on Monday after repairs that lasted for more than two years.</p></article></body>',
    keeps: ['The harbour bridge was opened again on Monday after repairs that lasted for more than two years.'],
  },
};
