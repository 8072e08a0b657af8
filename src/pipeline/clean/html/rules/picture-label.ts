import { findElement } from '../parse/nodes.ts';
import { isWithin, type Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryRule } from '../story-rule.ts';

const MOST_WORDS = 5;

/** A few words laid over a picture that has a caption as well: who took it. */
export const pictureLabel: StoryRule = {
  id: 'picture-label',
  why: 'A few words laid over a picture that has a caption of its own name who took it.',
  apply(page) {
    const kept = page.kept();
    const captioned = page.scopes.filter(({ element }) => element?.name === 'figure');
    for (const figure of captioned) {
      const lines = kept.filter(({ scope }) => isWithin(scope, figure));
      if (!lines.some(({ kind }) => kind === 'caption')) continue;
      for (const line of lines.filter((one) => isLabel(one) && holdsPicture(one.scope)))
        page.remove(line, pictureLabel, 'credits the picture above a caption');
    }
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><figure><div><img src="a.jpg"><span>Getty Images</span></div><figcaption>The bridge was open on Monday.</figcaption></figure><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    removes: 'Getty Images',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><figure><p>Let it be open</p></figure><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p></article></body>',
    keeps: 'Let it be open',
  },
};

const holdsPicture = ({ element }: Scope): boolean =>
  element !== null && findElement(element, ({ name }) => name === 'img') !== null;

const isLabel = ({ kind, prose, words, endsSentence }: StoryLine): boolean =>
  kind === 'paragraph' && !prose && !endsSentence && words <= MOST_WORDS;
