import type { Scope } from './scope.ts';
import type { StoryLine } from './story-line.ts';

/** A card tells another story in a title that is a link, and few words. */
const MOST_WORDS = 60;
const TITLE_WORDS = 4;
const TITLE_LINKS = 0.8;
/** A linked sentence of so many words is a paragraph. */
const SENTENCE_WORDS = 12;
/** Cards that make up more than this share of the page's prose are what the page is about. */
const MOST_SHARE = 0.2;
const PIECE = /^(?:p|h[1-6]|td|tr|li)$/;

type Card = { titled: boolean; words: number; prose: number };

/** The scopes that are cards leading to other stories: two or more siblings dressed alike, each a linked title with little else. */
export function cardsAmong(lines: readonly StoryLine[], scopes: readonly Scope[], root: Scope | null): Set<Scope> {
  const held = holdings(lines, scopes, root);
  const all = lines.reduce((sum, line) => sum + (line.prose ? line.words * (1 - line.links) : 0), 0);
  const groups = new Map<Scope, Map<string, Scope[]>>();
  for (const [scope, card] of held) {
    const { element, parent } = scope;
    if (
      !element ||
      !parent ||
      !card.titled ||
      card.words > MOST_WORDS ||
      (PIECE.test(element.name) && card.prose === 0)
    )
      continue;
    const group = groups.get(parent) ?? new Map<string, Scope[]>();
    groups.set(parent, group);
    const dress = `${element.name} ${dressOf(element.attribute('class'))}`;
    group.set(dress, [...(group.get(dress) ?? []), scope]);
  }
  const cards = new Set<Scope>();
  for (const group of groups.values()) {
    for (const alike of group.values()) {
      const prose = alike.reduce((sum, scope) => sum + (held.get(scope)?.prose ?? 0), 0);
      if (alike.length > 1 && prose <= all * MOST_SHARE) for (const scope of alike) cards.add(scope);
    }
  }
  return cards;
}

/** What each scope under the root holds of the lines. */
function holdings(lines: readonly StoryLine[], scopes: readonly Scope[], root: Scope | null): Map<Scope, Card> {
  const held = new Map<Scope, Card>();
  const add = (scope: Scope, titled: boolean, words: number, prose: number) => {
    const card = held.get(scope);
    if (card) held.set(scope, { titled: card.titled || titled, words: card.words + words, prose: card.prose + prose });
    else held.set(scope, { titled, words, prose });
  };
  for (const line of lines)
    add(
      line.scope,
      line.links >= TITLE_LINKS && line.words >= TITLE_WORDS && !(line.endsSentence && line.words >= SENTENCE_WORDS),
      line.words,
      line.prose && line.links < 0.5 ? line.words : 0,
    );
  for (let at = scopes.length - 1; at > 0; at--) {
    const scope = scopes[at];
    const card = scope && held.get(scope);
    if (!scope || !card) continue;
    if (scope === root) held.delete(scope);
    else if (scope.parent) add(scope.parent, card.titled, card.words, card.prose);
  }
  return held;
}

/** The class without numbers, so that "post-12" and "post-13" are alike. */
const dressOf = (name: string | undefined): string =>
  (name ?? '').replace(/\d+/g, '').split(/\s+/).slice(0, 2).join(' ');
