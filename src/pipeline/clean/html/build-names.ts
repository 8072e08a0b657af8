/** What a name says that a page is built of, as bits. */
export const built = { story: 1, tile: 2, product: 4, price: 8 } as const;

const STORY_BOX =
  /(?:^|\s)(?:hentry|type-post|single-post|(?:article|entry|post|story)[-_]{1,2}(?:body|content|text))/i;
const TILE = /(?:^|[\s_-])(?:grid|card|tile)s?(?:$|[\s_-])/i;
const PRODUCT = /product/i;
const PRICE = /pric(?:e|ing)/i;

/** The bits of one class list or id; a sum, for V8 compiles anew at branches that pages seldom take. */
export const buildBits = (name: string): number =>
  Number(STORY_BOX.test(name)) * built.story +
  Number(TILE.test(name)) * built.tile +
  Number(PRODUCT.test(name)) * built.product +
  Number(PRICE.test(name)) * built.price;
