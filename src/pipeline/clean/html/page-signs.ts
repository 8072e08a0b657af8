import type { PageFacts } from './page-facts.ts';

/** A sign that a page is no article (points above zero) or is one (below). */
export type PageSign = { points: number; why: string; holds(facts: PageFacts): boolean };

const declares = (facts: PageFacts, types: RegExp): boolean => facts.declared.types.some((type) => types.test(type));
const leads = (facts: PageFacts, words: RegExp): boolean => facts.path !== null && words.test(facts.path);

const ARTICLE = /(?:Article|Posting|^Report|^Review)$/;
const FORUM = /^(?:DiscussionForumPosting|QAPage)$/;
const PRODUCT = /^(?:Product|ProductGroup|SomeProducts|IndividualProduct|Offer)$/;
const LIST = /^(?:CollectionPage|SearchResultsPage|ProfilePage|OfferCatalog)$/;
const STORY =
  /\/(?:news|articles?|stor(?:y|ies)|blogs?|posts?|press|press-releases?|archives?|magazine|opinion|actualites?|noticias?|nachrichten|aktuelles?|notizie|wiadomosci)\/[^/]+/i;
const SHOP =
  /\/(?:products?|p|item|items|itm|ip|dp|shop|store|listing|collections?|category|categories|cat|c|parts|pricing|services?|cart|apps?)\//i;
const BOARD =
  /\/(?:t|topic|threads?|forums?|questions?|viewtopic\.php|showthread\.php|r|comments|discussion|community)\//i;
const MANUAL =
  /\/(?:docs?|documentation|manual|man-pages|library|reference|wiki|api|tutorial|book|title|people|directory|search|tags?|topics?)\//i;

/** Headings that lead elsewhere, with a sentence or two under each. */
const leadsElsewhere = ({ linkedHeadings, paragraphs, run }: PageFacts): boolean =>
  linkedHeadings >= 5 && linkedHeadings >= paragraphs * 0.6 && run <= 3;

/** Whether a page that is no article lists others. */
export const isListing = (facts: PageFacts): boolean =>
  facts.path === '/' || declares(facts, LIST) || leadsElsewhere(facts);

/**
 * The signs, with points from a logistic regression over public pages of known type, rounded to halves; kept are those
 * that tell pages of hosts apart that the regression had not seen. No sign decides alone: a shop can run a magazine, and
 * a newspaper a shop.
 */
export const pageSigns: readonly PageSign[] = [
  { points: -1.5, why: 'it has a box for the text of a story', holds: ({ build }) => build.storyBoxes > 0 },
  { points: -1.5, why: 'the address is of a story', holds: (facts) => leads(facts, STORY) },
  {
    points: -1,
    why: 'Open Graph calls it an article',
    holds: (facts) => /article|blog/i.test(facts.declared.ogType ?? ''),
  },
  {
    points: -1,
    why: 'JSON-LD calls it an article',
    holds: (facts) => declares(facts, ARTICLE) && !declares(facts, FORUM),
  },
  {
    points: -1,
    why: 'the address ends in the words of a headline',
    holds: (facts) => leads(facts, /(?:[-_]+[^/_-]+){3}_*\/$/),
  },
  { points: -1, why: 'it has a part for its author', holds: ({ build }) => build.authors > 0 },
  { points: -1, why: 'it has an article element', holds: ({ build }) => build.articles > 0 },
  { points: -0.5, why: 'the address holds a date', holds: (facts) => leads(facts, /\/(?:19|20)\d\d[/-]\d{1,2}/) },
  { points: 1, why: 'JSON-LD calls it a product', holds: (facts) => declares(facts, PRODUCT) },
  { points: 1, why: 'JSON-LD calls it a discussion', holds: (facts) => declares(facts, FORUM) },
  { points: 0.5, why: 'JSON-LD calls it a list', holds: (facts) => declares(facts, LIST) },
  { points: 0.5, why: 'Open Graph calls it a website', holds: (facts) => facts.declared.ogType === 'website' },
  { points: 1, why: 'the address is of a shop', holds: (facts) => leads(facts, SHOP) },
  { points: 1.5, why: 'the address is of a forum', holds: (facts) => leads(facts, BOARD) },
  { points: 1.5, why: 'the address is of a manual or a list', holds: (facts) => leads(facts, MANUAL) },
  {
    points: 1,
    why: 'the address holds no words of a headline and no number',
    holds: (facts) => facts.path !== null && !/[-_]|\d{4}/.test(facts.path) && !/=\d{3}/.test(facts.query),
  },
  { points: 1, why: 'the address is that of the whole site', holds: ({ path }) => path === '/' },
  { points: 1.5, why: 'its headings lead to other pages', holds: leadsElsewhere },
  { points: 1.5, why: 'it has buttons', holds: ({ build }) => build.buttons > 0 },
  { points: 1, why: 'it has 30 buttons or more', holds: ({ build }) => build.buttons >= 30 },
  { points: 1, why: 'it is laid out as 100 tiles or more', holds: ({ build }) => build.tiles >= 100 },
  { points: 1, why: 'it has 30 elements for products or more', holds: ({ build }) => build.products >= 30 },
  { points: 1, why: 'it has elements for prices', holds: ({ build }) => build.prices > 0 },
  { points: 0.5, why: 'its prose is less than 45 % of its text', holds: (facts) => facts.share < 0.45 },
  { points: 0.5, why: 'its prose is less than 30 % of its text', holds: (facts) => facts.share < 0.3 },
  { points: 1, why: 'most of its lines are no sentences', holds: (facts) => facts.sentences < 0.5 },
  {
    points: 0.5,
    why: 'it has a heading for every other paragraph',
    holds: (facts) => facts.headings > facts.paragraphs * 0.6,
  },
  { points: 1, why: 'it holds hardly any prose', holds: (facts) => facts.prose < 500 },
];

/** What an article of which nothing is known starts from. */
export const START = -2.5;
