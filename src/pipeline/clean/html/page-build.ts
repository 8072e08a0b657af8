import { built } from './build-names.ts';
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

/** Counts the elements that can hold text. */
export function buildOf(scopes: readonly Scope[]): PageBuild {
  const build: PageBuild = { storyBoxes: 0, articles: 0, authors: 0, buttons: 0, tiles: 0, products: 0, prices: 0 };
  for (const { element, part } of scopes) {
    if (part === 'author') build.authors++;
    if (element === null) continue;
    if (element.name === 'button') build.buttons++;
    else if (element.name === 'article') build.articles++;
    const bits = (element.classFacts?.build ?? 0) | (element.idFacts?.build ?? 0);
    if (bits & built.story) build.storyBoxes++;
    if (bits & built.tile) build.tiles++;
    if (bits & built.product) build.products++;
    if (bits & built.price) build.prices++;
  }
  return build;
}
