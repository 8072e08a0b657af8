import { UsualDresses } from '../dress.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryRule } from '../story-rule.ts';

const MOSTLY = 0.8;
/** A sentence may be a link almost whole, not whole. */
const WHOLE = 0.95;

/** A linked paragraph of so many words among the story's, dressed as they are, is one of them. */
const LONG = 12;
/** One of so many words beside paragraphs that are no links is text with notes to it, as song texts have them. */
const ANNOTATED = 30;

/** A block that is a link and little else: related stories, tags, share bars. */
export const linkLine: StoryRule = {
  id: 'link-line',
  why: 'A block that is a link and little else leads to other pages; the story is told in words around its links.',
  apply(page) {
    const kept = page.kept();
    const dresses = new UsualDresses(kept);
    const boxes = new Set(kept.filter(isPlainProse).map(({ scope }) => scope.box));
    const first = kept.find(isPlainProse)?.n ?? Number.POSITIVE_INFINITY;
    const last = kept.findLast(isPlainProse)?.n ?? 0;
    for (const line of kept) {
      if (line.links < MOSTLY || line.kind === 'caption') continue;
      if (line.kind === 'heading' && !isCard(line)) continue;
      const told = line.prose && line.endsSentence;
      if (told && line.words >= LONG && line.n > first && line.n < last && dresses.clothe(line.scope)) continue;
      if (line.words >= ANNOTATED && boxes.has(line.scope.box)) continue;
      if (told && line.links < WHOLE) continue;
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

/** A heading whose box holds a text besides it, and nothing that is no link, leads to another story. */
function isCard({ scope, text }: StoryLine): boolean {
  const card = scope.parent;
  return card !== null && card.chars > text.length && card.links >= card.chars * WHOLE;
}

const isPlainProse = (line: StoryLine): boolean => line.prose && line.links < MOSTLY;
