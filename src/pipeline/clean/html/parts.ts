import { type Part, partPhrases, partWords } from './part-words.ts';

type Attributes = Readonly<Record<string, string>>;

type Named = { part: Part; rank: number };
/** What the class lists and ids of a page were found to say, so that each is read once. */
export type KnownNames = Map<string, Named | null>;

const byWord = new Map<string, Named>();
for (const [rank, [part, words]] of partWords.entries())
  for (const word of words.split(' ')) byWord.set(word, { part, rank });

const byName: Readonly<Record<string, Part>> = {
  nav: 'navigation',
  menu: 'navigation',
  footer: 'footer',
  aside: 'aside',
  form: 'form',
  fieldset: 'form',
  dialog: 'form',
  button: 'button',
  label: 'button',
  figcaption: 'caption',
};

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
const CLASS_HIDDEN = /(?:^|\s)(?:hidden|hide|is-hidden|d-none|u-hidden|display-none)(?:\s|$)/;
const SHOWN_SOMEWHERE =
  /[a-z0-9]:(?:block|flex|inline|grid|table|contents|visible)|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|inline|grid|table)/;
/** React streams pieces of a page hidden, and moves them to their places. */
const STREAMED = /^[SPB]:[0-9a-f]+$/;
/** Class names that tell the state of a layout, not what the element is: has-sidebar, sidebar-enabled--false. */
const STATE = /(?:^|\s)(?:has|no|with|without|is|not)[-_]\S+|(?:^|\s)\S+[-_](?:false|true|enabled|disabled)\S*/g;
/** An id of four words or more: the words of a heading, made into a target for links. */
const SLUG = /^[^-_]+(?:[-_]+[^-_]+){3,}$/;
const HEADING = /^h[1-6]$/;
const LONGEST = 1000;

/** Whether the page does not show the element, at any width of the screen. */
export function isHidden(attribs: Attributes): boolean {
  if (attribs.hidden !== undefined && !STREAMED.test(attribs.id ?? '')) return true;
  if (attribs.style !== undefined && STYLE_HIDDEN.test(attribs.style)) return true;
  return attribs.class !== undefined && CLASS_HIDDEN.test(attribs.class) && !SHOWN_SOMEWHERE.test(attribs.class);
}

/** The part that an element's name alone says it is; null when it says none. */
export const partByName = (name: string): Part | null => byName[name] ?? null;

/**
 * The part that an element's visibility, role, itemprop, class, id and name say it is; null when they say nothing.
 */
export function partOf(name: string, attribs: Attributes, known: KnownNames): Part | null {
  if (isHidden(attribs)) return 'hidden';
  const said = byRole[attribs.role ?? ''] ?? byItem[attribs.itemprop ?? ''];
  if (said) return said;
  const byClass = attribs.class === undefined ? null : named(attribs.class, known);
  // A heading's id is its own words.
  const byId =
    attribs.id === undefined || HEADING.test(name) || SLUG.test(attribs.id) ? null : named(attribs.id, known);
  const best = byId !== null && (byClass === null || byId.rank < byClass.rank) ? byId : byClass;
  return best?.part ?? partByName(name) ?? (name.includes('-') ? (named(name, known)?.part ?? null) : null);
}

function named(name: string, known: KnownNames): Named | null {
  if (name.length > LONGEST) return null;
  let found = known.get(name);
  if (found === undefined) {
    found = read(name);
    known.set(name, found);
  }
  return found;
}

function read(name: string): Named | null {
  const lower = name.replace(/([a-z])([A-Z])/g, '$1-$2').toLowerCase();
  const phrase = partPhrases.find(([pattern]) => pattern.test(lower));
  if (phrase) return { part: phrase[1], rank: -1 };
  let best: Named | null = null;
  for (const word of lower.replace(STATE, ' ').split(/[^\p{L}]+/u)) {
    const entry = byWord.get(word);
    if (entry && (best === null || entry.rank < best.rank)) best = entry;
  }
  return best;
}
