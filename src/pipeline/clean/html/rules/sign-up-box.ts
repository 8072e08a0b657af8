import { type Scope, within } from '../scope.ts';
import type { StoryRule } from '../story-rule.ts';

/** Characters; a box with a field for an address is widened as long as it stays below. */
const LARGEST = 700;
const LARGEST_OF_ALL = 900;
const MOST_SHARE = 0.3;

/** An element that holds a headline, or calls itself the story, is no offer, however short the story is. */
const isStory = ({ headed, element }: Scope): boolean =>
  headed || element?.name === 'article' || element?.name === 'main';

/** Text in a small box with a field for an e-mail address: what it says is an offer, in whatever language. */
export const signUpBox: StoryRule = {
  id: 'sign-up-box',
  why: 'A small box with a field for an e-mail address offers a newsletter or an account.',
  apply(page) {
    const most = (page.root?.prose ?? 0) * MOST_SHARE;
    const boxes = new Set<Scope>();
    for (const scope of page.scopes) {
      if (!scope.asksEmail) continue;
      let box = scope;
      while (box.parent && box.parent !== page.root && box.parent.chars < LARGEST && !isStory(box.parent))
        box = box.parent;
      if (box.chars < LARGEST_OF_ALL && box !== page.root && box.prose < most) boxes.add(box);
    }
    if (boxes.size === 0) return;
    const inside = within(page.scopes, (scope) => boxes.has(scope));
    for (const line of page.kept())
      if (inside.has(line.scope)) page.remove(line, signUpBox, 'beside a field for an e-mail address');
  },
  example: {
    acts: '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><section><div>Our best stories, every Friday morning, in a letter for you.</div><input type="email"></section><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long. The harbour bridge was opened again on Monday after repairs that lasted for more than two years. It is longer.</p></article></body>',
    removes: 'Our best stories, every Friday morning, in a letter for you.',
    leaves:
      '<body><article><p>The harbour bridge was opened again on Monday after repairs that lasted for more than two years.</p><p>The mayor said that the works had cost less than planned, and thanked all who had waited so long.</p><input type="search"></article></body>',
    keeps: 'The mayor said that the works had cost less than planned, and thanked all who had waited so long.',
  },
};
