import type { Page } from '../page.ts';
import type { CodeRule } from '../rule.ts';

/** Tags of running text; a tag of another name may be what the story is about. */
const NAMES =
  'strong|b|em|i|u|s|p|br|span|div|a|font|small|sup|sub|img|figure|figcaption|center|h[1-6]|li|ul|ol|blockquote|hr|wbr|section';
/** An empty pair, a tag that never has content, or a paragraph's end. */
const ALONE =
  /<(?:strong|b|em|i|u|s|span|a|font|p|div)(?: [^<>]{0,300})?><\/[a-z0-9]{1,6}>|<(?:br|hr|wbr|img)(?: [^<>]{0,300})? ?\/?>|<\/(?:p|div|li|h[1-6]|figure|figcaption|section|center)>/giu;
const TAG = new RegExp(`<(/?)(${NAMES})(?: [^<>]{0,300})?>`, 'giu');
const SPACE_ENTITY = /&(?:nbsp|#160|zwnj);/giu;

/** Tags and spaces written out as text. Only markup that does nothing goes: pairs around words, empty pairs, breaks. */
export const markupResidue: CodeRule = {
  id: 'markup-residue',
  why: 'A tag that was flattened as text is no word of the story.',
  apply(page: Page) {
    for (const line of page.kept()) {
      if (!line.text.includes('<') && !line.text.includes('&')) continue;
      page.cut(line, partsOf(line.text, ALONE), markupResidue, 'markup written out as text');
      page.cut(line, pairs(line.text), markupResidue, 'markup written out as text');
      page.cut(line, spaces(line.text), markupResidue, 'a space written out as markup');
    }
  },
  example: {
    acts: 'The minister,<strong></strong> who had flown in on Monday, met the union leaders for the first time on Tuesday.',
    removes: ['<strong></strong>'],
    leaves: 'The style guide asks editors to use the <strong> tag for names and the <em> tag for the titles of books.',
    keeps: ['The style guide asks editors to use the <strong> tag for names and the <em> tag for the titles of books.'],
  },
};

type Part = { start: number; end: number };

const partsOf = (text: string, pattern: RegExp): Part[] =>
  [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));

/** Opening and closing tags that both stand in the text, the same number of each. */
function pairs(text: string): Part[] {
  if (!text.includes('</')) return [];
  const tags = [...text.matchAll(TAG)];
  const balance = new Map<string, number>();
  for (const tag of tags) {
    const name = (tag[2] ?? '').toLowerCase();
    balance.set(name, (balance.get(name) ?? 0) + (tag[1] === '/' ? -1 : 1));
  }
  return tags
    .filter((tag) => balance.get((tag[2] ?? '').toLowerCase()) === 0)
    .map((tag) => ({ start: tag.index, end: tag.index + tag[0].length }));
}

/** Entities of spaces that stand beside a space; any other entity stands for a character of the story and stays. */
const spaces = (text: string): Part[] =>
  partsOf(text, SPACE_ENTITY).filter(({ start, end }) => text[start - 1] === ' ' || text[end] === ' ');
