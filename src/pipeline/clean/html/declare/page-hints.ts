/** What an element's names (class, id, itemprop, rel, tag) hint at; bits, so that one number holds all. */
export const hint = {
  /** Not the story: menus, related stories, adverts, footers. Everything inside belongs to it. */
  foreign: 1,
  byline: 2,
  date: 4,
  dek: 8,
  caption: 16,
  credit: 32,
  title: 64,
  /** About the author rather than by the author. Everything inside belongs to it. */
  biography: 128,
  /** Not shown. Everything inside belongs to it. */
  hidden: 256,
  updated: 1024,
  /** A reader's post. Everything inside belongs to it. */
  comment: 2048,
  /** A link to a page about a person who writes here. */
  authorLink: 4096,
  /** Named as the date of publication, not merely as a date. */
  published: 8192,
} as const;

/** What opens a zone that everything inside belongs to. */
export const ZONE = hint.foreign | hint.hidden | hint.comment | hint.biography;

const AUTHOR_ADDRESS =
  /(?:^|\/)(?:authors?|by|profiles?|people|person|staff|contributors?|columnists?|writers?|autor(?:en|es)?|auteurs?|autori|journalist(?:s|es?)?|redacteurs?|redactor(?:es|as?)?|periodistas?|giornalist[ai]|reporters?|bylines?|redakteure?|users?|membros?|blogger|profil)(?:\/|\?|=|-page\/)[^/?#]/i;
const LONGEST_ADDRESS = 300;

/** Whether an address leads to a writer's own page. */
export const isAuthorAddress = (address: string): boolean =>
  address.length < LONGEST_ADDRESS && AUTHOR_ADDRESS.test(address);
