import type { Scope } from './scope.ts';

/** What a page is built of: how many of its elements are named for a use that tells one kind of page from another. */
export type PageBuild = {
  /** Elements that are named as the text of a story or a post, as publishing systems name them. */
  storyBoxes: number;
  articles: number;
  authors: number;
  buttons: number;
  /** Elements named card, tile or grid; named for products; named for prices. */
  tiles: number;
  products: number;
  prices: number;
};

const STORY_BOX =
  /(?:^|\s)(?:hentry|type-post|single-post|(?:article|entry|post|story)[-_]{1,2}(?:body|content|text))/i;
const TILE = /(?:^|[\s_-])(?:grid|card|tile)s?(?:$|[\s_-])/i;
const PRODUCT = /product/i;
const PRICE = /pric(?:e|ing)/i;

/** What one name counts for, as bits. */
const STORY_BIT = 1;
const TILE_BIT = 2;
const PRODUCT_BIT = 4;
const PRICE_BIT = 8;

/** Counts the elements that can hold text. Each distinct name is read once. */
export function buildOf(scopes: readonly Scope[]): PageBuild {
  const build: PageBuild = { storyBoxes: 0, articles: 0, authors: 0, buttons: 0, tiles: 0, products: 0, prices: 0 };
  const known = new Map<string, number>();
  for (const { element, part } of scopes) {
    if (part === 'author') build.authors++;
    if (element === null) continue;
    if (element.name === 'button') build.buttons++;
    else if (element.name === 'article') build.articles++;
    const bits = bitsOf(element.attribute('class'), known) | bitsOf(element.attribute('id'), known);
    if (bits & STORY_BIT) build.storyBoxes++;
    if (bits & TILE_BIT) build.tiles++;
    if (bits & PRODUCT_BIT) build.products++;
    if (bits & PRICE_BIT) build.prices++;
  }
  return build;
}

function bitsOf(name: string | undefined, known: Map<string, number>): number {
  if (name === undefined) return 0;
  let bits = known.get(name);
  if (bits === undefined) {
    bits =
      (STORY_BOX.test(name) ? STORY_BIT : 0) |
      (TILE.test(name) ? TILE_BIT : 0) |
      (PRODUCT.test(name) ? PRODUCT_BIT : 0) |
      (PRICE.test(name) ? PRICE_BIT : 0);
    known.set(name, bits);
  }
  return bits;
}
