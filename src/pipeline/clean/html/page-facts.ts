import { asksConsent } from './consent-words.ts';
import { buildOf, type PageBuild } from './page-build.ts';
import { datedEntries } from './rules/dated-entries.ts';
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
  /** Headings of the story that are links. */
  linkedHeadings: number;
  /** The most paragraphs that stand together with no heading between them. */
  run: number;
  /** The share of the story's blocks that end as a sentence does, 0 to 1. */
  sentences: number;
  times: number;
  /** What the page is built of. */
  build: PageBuild;
  /** Characters of prose in parts named for consent and for access that is sold. */
  consent: number;
  paywall: number;
  /** Characters of the story's prose that ask for consent by their words; 0 on a page with much prose, or without a button. */
  asking: number;
};

/** The share of link text from which on a heading is a link. */
const LINKED = 0.6;
/** Characters of prose beyond which a page is more than a message. */
const MESSAGE = 4000;
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
    linkedHeadings: 0,
    run: 0,
    sentences: 0,
    times: page.times,
    build: buildOf(page.scopes),
    consent: 0,
    paywall: 0,
    asking: 0,
  };
  let comments = 0;
  let kept = 0;
  let run = 0;
  const prose: { text: string; size: number }[] = [];
  for (const line of page.lines) {
    // Posts and entries that bear dates are what a forum or a listing is made of.
    const rule = page.ruleOf(line) === datedEntries.id ? null : page.ruleOf(line);
    if (line.level === 1) facts.topHeadings++;
    if (rule === 'story-cards') facts.cards++;
    if (line.furniture?.part === 'comments') comments += line.text.length;
    if (line.furniture?.part === 'consent' && line.prose) facts.consent += line.text.length;
    if (line.furniture?.part === 'paywall' && line.prose) facts.paywall += line.text.length;
    if (rule !== null || line.kind === 'caption') continue;
    kept++;
    if (line.endsSentence) facts.sentences++;
    if (line.kind === 'heading') {
      facts.headings++;
      if (line.links > LINKED) facts.linkedHeadings++;
      run = 0;
    }
    if (line.prose) {
      run++;
      facts.run = Math.max(facts.run, run);
      facts.paragraphs++;
      const size = Math.max(line.text.length, line.words * WORD) * (1 - line.links);
      facts.prose += size;
      prose.push({ text: line.text, size });
      facts.longest = Math.max(facts.longest, line.words);
    } else if (line.kind === 'paragraph') facts.shorts++;
  }
  if (facts.prose < MESSAGE && facts.build.buttons > 0)
    facts.asking = prose.reduce((sum, { text, size }) => sum + (asksConsent(text) ? size : 0), 0);
  facts.sentences /= Math.max(1, kept);
  facts.share = facts.prose / Math.max(1, (page.scopes[0]?.chars ?? 0) - comments);
  return facts;
}

function addressOf(url: string | null): { path: string | null; query: string } {
  if (url === null || !URL.canParse(url)) return { path: null, query: '' };
  const { pathname, search } = new URL(url);
  return { path: pathname.endsWith('/') ? pathname : `${pathname}/`, query: search };
}
