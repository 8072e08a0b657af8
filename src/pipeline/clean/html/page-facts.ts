import type { StoryPage } from './story-page.ts';

/** What a page declares of its own kind. `free` is isAccessibleForFree as declared, null when it is not. */
export type DeclaredKind = {
  url: string | null;
  title: string | null;
  ogType: string | null;
  types: readonly string[];
  free: boolean | null;
};

/** What a page's kind is told from. */
export type PageFacts = {
  declared: DeclaredKind;
  /** The address's path, with a slash at its end, and its query; null without an address. */
  path: string | null;
  query: string;
  /** Characters of prose in the story that are no link. */
  prose: number;
  /** Their share of all characters of text on the page, comments apart. */
  share: number;
  /** Blocks of the story: with prose, headings, and short lines that are neither. */
  paragraphs: number;
  headings: number;
  shorts: number;
  /** Words of the longest paragraph. */
  longest: number;
  /** Blocks in cards that lead to other stories. */
  cards: number;
  topHeadings: number;
  times: number;
  /** Characters of prose that ask for consent, and of prose that sells access. */
  consent: number;
  paywall: number;
};

/** Characters of a word; in scripts without spaces a few characters say as much. */
const WORD = 5;

/** Counts what tells a page's kind; to be called when the rules have run. */
export function factsOf(page: StoryPage, declared: DeclaredKind): PageFacts {
  const facts: PageFacts = {
    declared,
    ...addressOf(declared.url),
    prose: 0,
    share: 0,
    paragraphs: 0,
    headings: 0,
    shorts: 0,
    longest: 0,
    cards: 0,
    topHeadings: 0,
    times: page.times,
    consent: 0,
    paywall: 0,
  };
  let comments = 0;
  for (const line of page.lines) {
    const rule = page.ruleOf(line);
    if (line.level === 1) facts.topHeadings++;
    if (rule === 'story-cards') facts.cards++;
    if (line.furniture?.part === 'comments') comments += line.text.length;
    if (line.furniture?.part === 'consent' && line.prose) facts.consent += line.text.length;
    if (line.furniture?.part === 'paywall' && line.prose) facts.paywall += line.text.length;
    if (rule !== null || line.kind === 'caption') continue;
    if (line.kind === 'heading') facts.headings++;
    if (line.prose) {
      facts.paragraphs++;
      facts.prose += Math.max(line.text.length, line.words * WORD) * (1 - line.links);
      facts.longest = Math.max(facts.longest, line.words);
    } else if (line.kind === 'paragraph') facts.shorts++;
  }
  facts.share = facts.prose / Math.max(1, (page.scopes[0]?.chars ?? 0) - comments);
  return facts;
}

function addressOf(url: string | null): { path: string | null; query: string } {
  if (url === null || !URL.canParse(url)) return { path: null, query: '' };
  const { pathname, search } = new URL(url);
  return { path: pathname.endsWith('/') ? pathname : `${pathname}/`, query: search };
}
