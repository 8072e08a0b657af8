import { comparisonKey } from '../../../reading/fold.ts';
import type { AnyNode } from '../parse/nodes.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** What stands before the name, or behind it, over a paragraph that portrays who sent the release. */
const ABOUT =
  /^(?:about|über|à propos d[eu']|a propos de|acerca de|sobre|informazioni su|chi è|over|o firmie|o spółce|om|tietoa|tietoja|о компании|про компанію|hakkında|关于|關於|عن|نبذة عن|אודות)\s*(\S.{1,60}?)\s*[:：]?$|^(.{1,60}?)\s*(?:hakkında|について|소개|에 대하여)\s*[:：]?$/iu;
const MOST_WORDS = 8;
/** The share of the story's lines that stand before such a heading. */
const TAIL = 0.5;

/** The portrait of the company at the foot of a press release: a heading "About X" over a paragraph that names X. */
export const aboutCompany: StoryRule = {
  id: 'about-company',
  why: 'At the foot, a heading "About X" over a paragraph that names X portrays who sent the text.',
  apply(page) {
    const kept = page.story();
    for (const [at, line] of kept.entries()) {
      if (at < kept.length * TAIL) continue;
      const heading = line.words <= MOST_WORDS && !line.endsSentence;
      const told = ABOUT.exec(heading ? line.text : boldOpening(line));
      const name = comparisonKey(told?.[1] ?? told?.[2] ?? '');
      if (name === '') continue;
      const portrait = heading ? kept[at + 1] : line;
      const text = heading ? portrait?.key : line.key.slice(line.key.indexOf(name) + name.length);
      if (portrait?.prose && text?.includes(name)) takeSection(page, kept, at);
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><p><strong>About Harbour Works</strong></p><p>Harbour Works builds and repairs bridges in nine countries and has its seat in Port Hill.</p></article></body>',
    removes: 'About Harbour Works',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><h2>About time</h2><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'About time',
  },
};

/** The words in bold type that a paragraph begins with; empty when it begins otherwise. */
function boldOpening({ scope }: StoryLine): string {
  let first = scope.element?.firstChild ?? null;
  while (first?.type === 'text' && (first.blank || first.data.trim() === '')) first = first.next;
  if (first?.type !== 'tag' || !/^(?:b|strong|u)$/.test(first.name)) return '';
  let words = '';
  for (let child: AnyNode | null = first.firstChild; child; child = child.next)
    if (child.type === 'text') words += child.data;
  return words.trim();
}

/** Takes the heading, and what stands under it up to the next heading. */
function takeSection(page: StoryPage, kept: readonly StoryLine[], at: number): void {
  for (const [after, line] of kept.slice(at).entries()) {
    if (after > 0 && line.kind === 'heading') return;
    page.remove(line, aboutCompany, `under "${kept[at]?.text}"`);
  }
}
