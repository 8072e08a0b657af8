import type { Element } from './parse/nodes.ts';
import { wordOf } from './parse/word.ts';
import type { Part } from './part-words.ts';

const byRole: Readonly<Record<string, Part>> = {
  navigation: 'navigation',
  menu: 'navigation',
  menubar: 'navigation',
  toolbar: 'navigation',
  banner: 'navigation',
  contentinfo: 'footer',
  complementary: 'aside',
  search: 'form',
  dialog: 'form',
  alert: 'form',
  tooltip: 'form',
  button: 'button',
};

const byItem: Readonly<Record<string, Part>> = {
  author: 'author',
  comment: 'comments',
  datePublished: 'meta',
  dateModified: 'meta',
  keywords: 'tags',
  publisher: 'meta',
};

const STYLE_HIDDEN = /display\s*:\s*none|visibility\s*:\s*hidden/i;
/** React streams pieces of a page hidden, and moves them to their places. */
const STREAMED = /^[SPB]:[0-9a-f]+$/;
/** An id of four words or more: the words of a heading, made into a target for links. */
const SLUG = /^[^-_]+(?:[-_]+[^-_]+){3,}$/;

/** An element of a page's own that shows the beginning of a text, and the rest of it when asked. */
const OPENS = /read-?more/;

/** Whether the page does not show the element, at any width of the screen. */
export function isHidden(element: Element): boolean {
  if (element.has('hidden') && !STREAMED.test(element.attribute('id') ?? '')) return true;
  const style = element.attribute('style');
  if (style !== undefined && STYLE_HIDDEN.test(style)) return true;
  return element.classFacts?.hidden === true;
}

/**
 * The part that an element's visibility, role, itemprop, class, id and name say it is; null when they say nothing.
 * @param isHeading a heading's id is its own words, and is not heard
 */
export function partOf(element: Element, isHeading: boolean): Part | null {
  if (isHidden(element)) return 'hidden';
  const { name, tag } = element;
  const role = element.attribute('role');
  const itemprop = element.attribute('itemprop');
  const id = element.attribute('id');
  const said =
    (role === undefined ? undefined : byRole[role]) ?? (itemprop === undefined ? undefined : byItem[itemprop]);
  if (said) return said;
  const byClass = element.classFacts;
  const byId = id === undefined || isHeading || SLUG.test(id) ? null : element.idFacts;
  const best = byId !== null && byId.part !== null && (byClass === null || byId.rank < byClass.rank) ? byId : byClass;
  return best?.part ?? tag.part ?? (name.includes('-') && !OPENS.test(name) ? ownPart(element) : null);
}

/** What an element of a page's own is named, or what the component is named that it holds. */
const ownPart = (element: Element): Part | null =>
  wordOf(element.name).facts.part ?? wordOf(element.attribute('name') ?? '').facts.part;
