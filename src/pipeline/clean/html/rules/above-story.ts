import type { StoryLine } from '../story-page.ts';
import type { StoryRule } from '../story-rule.ts';

const FIRST_PARAGRAPH = 12;
const DATE_WORDS = 8;
const LABEL_WORDS = 16;
const DATED = /\b(?:19|20)\p{Nd}\p{Nd}\b|\b\p{Nd}{1,2}[:.]\p{Nd}\p{Nd}\b|©|\b(?:min|minutes?) read\b/iu;
const LETTER = /\p{L}/u;
const LABELLED =
  /^(?:by|von|par|por|di|da|door|av|af|przez|автор|written by|posted|published|updated|reviewed|edited|photo|image|foto|bild|reading time|lesezeit)\b/iu;

/** Lines above the first paragraph that are no sentence: date, byline, section, picture credit. */
export const aboveStory: StoryRule = {
  id: 'above-story',
  why: 'Above the first paragraph, a line that is no sentence dates, signs or files the story.',
  apply(page) {
    const kept = page.story();
    const first = kept.findIndex((line) => line.prose && line.words >= FIRST_PARAGRAPH);
    const opening = kept[first];
    if (!opening) return;
    for (const [at, line] of kept.slice(0, first).entries()) {
      // A heading right above the first paragraph belongs to it.
      if (line.prose || (line.kind === 'heading' && at === first - 1)) continue;
      if (line.scope.box === opening.scope.box && line.links < 0.5 && !isMeta(line)) continue;
      page.remove(line, aboveStory, 'above the first paragraph, and no sentence');
    }
  },
  example: {
    acts: '<body><article><p>By Jane Roe</p><p>Monday, 4 March 2024</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'By Jane Roe',
    leaves:
      '<body><article><p>Name: Harbour bridge</p><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'Name: Harbour bridge',
  },
};

const isMeta = (line: StoryLine): boolean =>
  (line.words <= DATE_WORDS && (DATED.test(line.text) || !LETTER.test(line.text))) ||
  (line.words <= LABEL_WORDS && LABELLED.test(line.text));
