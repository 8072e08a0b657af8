import { childrenOf } from '../parse/nodes.ts';
import type { Scope } from '../scope.ts';
import type { StoryLine } from '../story-line.ts';
import type { StoryRule } from '../story-rule.ts';

const MOST_WORDS = 5;

/** A few words laid over a picture that has a caption as well: who took it. */
export const pictureLabel: StoryRule = {
  id: 'picture-label',
  why: 'A few words laid over a picture that has a caption of its own name who took it.',
  apply(page) {
    const kept = page.kept();
    const figures = figuresOf(page.scopes);
    const captioned = new Set(kept.flatMap(({ kind, scope }) => (kind === 'caption' ? [figures[scope.n]] : [])));
    captioned.delete(null);
    if (captioned.size === 0) return;
    const pictured = new Map<Scope, boolean>();
    for (const line of kept) {
      const figure = isLabel(line) ? figures[line.scope.n] : null;
      if (!figure || !captioned.has(figure)) continue;
      const bears = pictured.get(line.scope) ?? bearsPicture(line.scope);
      pictured.set(line.scope, bears);
      if (bears) page.remove(line, pictureLabel, 'credits the picture above a caption');
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

/** The innermost figure of each scope, by the scope's number; null outside of figures. Linear time: parents stand first. */
function figuresOf(scopes: readonly Scope[]): (Scope | null)[] {
  const figures: (Scope | null)[] = [];
  for (const scope of scopes)
    figures.push(scope.element?.name === 'figure' ? scope : scope.parent ? (figures[scope.parent.n] ?? null) : null);
  return figures;
}

const bearsPicture = ({ element }: Scope): boolean =>
  element !== null && childrenOf(element).some((child) => child.type === 'tag' && PICTURES.has(child.name));
const PICTURES = new Set(['img', 'picture']);

const isLabel = ({ kind, prose, words, endsSentence }: StoryLine): boolean =>
  kind === 'paragraph' && !prose && !endsSentence && words <= MOST_WORDS;
