import { isWithin, type Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryPage } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

/** All that stands outside the element that holds the story. */
export const outsideStory: StoryRule = {
  id: 'outside-story',
  why: 'What stands outside the element that holds the story belongs to the page.',
  apply(page) {
    const head = articleHead(page);
    const between = standfirst(page, head);
    const headline = page.lines.find(({ level }) => level === 1)?.n ?? 0;
    for (const line of page.kept())
      if (line.n < headline && inMasthead(line.scope))
        page.remove(line, outsideStory, 'in the head of the page, above the headline');
      else if (!line.inRoot && !isLeadCaption(line, head) && !between.has(line))
        page.remove(line, outsideStory, 'outside the element that holds the story');
  },
  example: {
    acts: '<body><p><a href="/e">All about this site, its makers and what they</a> do.</p><ul><li><a href="/a">Start</a></li><li><a href="/b">Sea</a></li><li><a href="/c">Sky</a></li><li><a href="/d">Land</a></li></ul><section><div><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></div><div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></section></body>',
    removes: 'All about this site, its makers and what they do.',
    leaves:
      '<body><div><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p></div><div><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></div></body>',
    keeps: 'The harbour bridge was opened again on Monday after repairs that lasted for more than two years.',
  },
};

const STORY_ELEMENTS = new Set(['article', 'main', 'section']);

/** Whether a header element holds it that is the page's own: in no part of the story, and without the headline. */
function inMasthead(scope: Scope): boolean {
  let masthead = false;
  for (let at: Scope | null = scope; at; at = at.parent) {
    const name = at.element?.name ?? '';
    if (STORY_ELEMENTS.has(name) || (masthead === false && at.headed)) return false;
    masthead ||= name === 'header';
  }
  return masthead;
}

/** The nearest element with a headline above the story's: where its first picture stands. */
function articleHead(page: StoryPage): Scope | null {
  let top = page.root?.headed ? null : (page.root?.parent ?? null);
  while (top && !top.headed) top = top.parent;
  return top;
}

const isLeadCaption = (line: StoryLine, head: Scope | null): boolean =>
  line.kind === 'caption' && line.furniture === null && isWithin(line.scope, head);

/** A standfirst is no longer. */
const STANDFIRST_WORDS = 80;
const LINKED = 0.3;

/** The paragraphs between the headline and the element that holds the story: it begins with them. */
function standfirst(page: StoryPage, head: Scope | null): ReadonlySet<StoryLine> {
  const first = page.lines.find(({ inRoot }) => inRoot)?.n ?? 0;
  const headline = page.lines.findLast((line) => line.level === 1 && line.n < first && isWithin(line.scope, head))?.n;
  if (headline === undefined) return new Set();
  return new Set(
    page.lines
      .slice(headline + 1, first)
      .filter(
        ({ prose, furniture, scope, links, words }) =>
          prose && furniture === null && isWithin(scope, head) && links < LINKED && words <= STANDFIRST_WORDS,
      ),
  );
}
